import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OverlapTrimmer } from '../../../src/core/prompt/continuation.ts';

/** What a reader sees after the partial answer when the continuation comes in these pieces. */
function shown(partial: string, pieces: readonly string[]): string {
  const trimmer = new OverlapTrimmer(partial);
  return pieces.map((piece) => trimmer.push(piece)).join('') + trimmer.flush();
}

/** A text cut at arbitrary places, some of them the same. */
const pieces = (text: string) =>
  fc.array(fc.nat({ max: text.length }), { maxLength: 20 }).map((cuts) => {
    const places = [0, ...cuts.sort((a, b) => a - b), text.length];
    return places.slice(1).map((place, index) => text.slice(places[index], place));
  });

describe('a continuation', () => {
  test.each([
    ['The quick brown fox', 'brown fox jumps', ' jumps'],
    ['The quick brown fox', ' jumps', ' jumps'],
    ['The quick brown fox', 'The quick brown fox jumps', ' jumps'],
    ['one two', ' tw', ' tw'],
    ['banana', 'ananas', 's'],
    ['ab', 'abc', 'abc'],
    ['xx', 'x marks', 'x marks'],
    ['', 'anything', 'anything'],
    ['same', 'same', ''],
    ['a list:\n- one\n', '- one\n- two\n', '- two\n'],
    ['你好世界', '好世界！', '！'],
  ])('of %j that says %j adds %j', (partial, continuation, expected) => {
    expect(shown(partial, [continuation])).toBe(expected);
    expect(shown(partial, [...continuation])).toBe(expected);
  });

  test('that repeats 3 to 400 characters has neither a duplicate nor a gap', () => {
    // Every character occurs once, so that only the one repetition can be meant.
    const whole = fc.uniqueArray(fc.integer({ min: 0x100, max: 0xd7ff }), { minLength: 3, maxLength: 900 });
    const story = whole.chain((codes) => {
      const text = String.fromCharCode(...codes);
      return fc
        .tuple(fc.integer({ min: 3, max: text.length }), fc.integer({ min: 3, max: 400 }))
        .chain(([end, overlap]) => {
          const continuation = text.slice(Math.max(0, end - overlap));
          return fc.record({
            text: fc.constant(text),
            partial: fc.constant(text.slice(0, end)),
            cut: pieces(continuation),
          });
        });
    });
    fc.assert(
      fc.property(story, ({ text, partial, cut }) => partial + shown(partial, cut) === text),
      { numRuns: 500 },
    );
  });

  test.each([3, 399, 400])('may repeat %i characters', (overlap) => {
    const text = String.fromCharCode(...Array.from({ length: 900 }, (_, index) => 0x4e00 + index));
    const partial = text.slice(0, 800);
    expect(shown(partial, [text.slice(800 - overlap)])).toBe(text.slice(800));
    expect(shown(partial, [...text.slice(800 - overlap)])).toBe(text.slice(800));
  });

  test('gives the same text however it is cut', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '👋'), maxLength: 60 });
    const cut = fc
      .tuple(letters, letters)
      .chain(([partial, text]) => pieces(text).map((cuts) => ({ partial, text, cuts })));
    fc.assert(
      fc.property(cut, ({ partial, text, cuts }) => shown(partial, cuts) === shown(partial, [text])),
      { numRuns: 2000 },
    );
  });

  test('loses only the longest end of the answer that it starts with', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 40 });
    fc.assert(
      fc.property(letters, letters, (partial, continuation) => {
        const lengths = Array.from({ length: continuation.length + 1 }, (_, length) => length);
        const longest = lengths.filter((n) => n >= 3 && partial.endsWith(continuation.slice(0, n))).at(-1) ?? 0;
        expect(shown(partial, [continuation])).toBe(continuation.slice(longest));
      }),
      { numRuns: 2000 },
    );
  });

  test('is held back no longer than it may still be a repetition', () => {
    const trimmer = new OverlapTrimmer('The quick brown fox');
    expect([trimmer.push('bro'), trimmer.push('wn f'), trimmer.push('ox ju'), trimmer.push('mps')]).toEqual([
      '',
      '',
      ' ju',
      'mps',
    ]);
    expect(trimmer.flush()).toBe('');
  });
});
