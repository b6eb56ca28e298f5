import { describe, expect, test } from 'vitest';
import { Seam } from '../../../src/core/prompt/seam.ts';

const BY_WORDS = { prefilled: false, trimmed: false };

/** What a reader sees after the partial answer when the continuation comes in these pieces. */
function shown(partial: string, pieces: readonly string[], options = BY_WORDS): string {
  const seam = new Seam(partial, options);
  return pieces.map((piece) => seam.push(piece)).join('') + seam.flush();
}

const LOREM = Array.from({ length: 12 }, (_, index) => `Sentence ${index} says that ${index * 7} is a number.`).join(
  ' ',
);
const CODE = 'Here it is:\n\n```ts\nconst a = 1;\nconst b';

describe('a continuation', () => {
  test.each([
    // It goes on exactly.
    ['The quick brown fox', ' jumps', ' jumps'],
    ['The quick bro', 'wn fox jumps', 'wn fox jumps'],
    ['one two', ' tw', ' tw'],
    ['', 'anything', 'anything'],
    ['He went on. ', 'Here is where it began: there.', 'Here is where it began: there.'],
    ['We are ', 'continuing to ask: why?', 'continuing to ask: why?'],
    // It repeats some of the end.
    ['The quick brown fox', 'brown fox jumps', ' jumps'],
    ['The quick brown fox', 'own fox jumps', ' jumps'],
    ['The quick brown fox', 'fox jumps', ' jumps'],
    ['The quick brown fox ', 'brown fox jumps', 'jumps'],
    ['The quick bro', 'brown fox', 'wn fox'],
    ['The quick brown', ' brown fox', ' fox'],
    ['The quick brown fox', ' brown fox jumps', ' jumps'],
    ['你好世界', '好世界！', '！'],
    ['a list:\n- one\n- two\n', '- two\n- three\n', '- three\n'],
    ['same', 'same', ''],
    // It begins once more.
    ['The quick brown fox', 'The quick brown fox jumps', ' jumps'],
    ['T', 'The quick', 'he quick'],
    [LOREM.slice(0, 200), LOREM, LOREM.slice(200)],
    ['# A title\n\nSome  words ', ' # A title\nSome words follow', 'follow'],
    ['One line.\n', 'One line.\n\nAnother.', '\nAnother.'],
    [LOREM, LOREM.slice(0, 150), ''],
    // In other words, and comes back to the same ones.
    [LOREM.slice(0, 400), LOREM.replace('35 is', 'thirty-five is'), LOREM.slice(400)],
    // A remark comes first.
    ['The quick brown fox', 'Sure, continuing:\n\n jumps', ' jumps'],
    ['The quick brown fox', 'Sure, here is the rest: jumps', ' jumps'],
    ['The quick brown fox', 'Continuing from where I left off:\nbrown fox jumps', ' jumps'],
    [LOREM.slice(0, 200), `Of course! Here is the full answer:\n\n${LOREM}`, LOREM.slice(200)],
    ['It is done.\n', 'Here is the result:\n42', 'Here is the result:\n42'],
    ['It is ', 'Sure', 'Sure'],
    // The block is opened once more.
    [CODE, '```ts\n = 2;\n```\n', ' = 2;\n```\n'],
    [CODE, '```ts\nconst b = 2;\n```\n', ' = 2;\n```\n'],
    [CODE, `Sure, continuing:\n\n\`\`\`ts\nconst b = 2;\n\`\`\`\n`, ' = 2;\n```\n'],
    [CODE, '\n```\n', '\n```\n'],
    [`${CODE};\n`, '```\nDone.', '```\nDone.'],
    [`${CODE};\n\`\`\`\n`, '```ts\nconst c = 3;', '```ts\nconst c = 3;'],
    // It repeats what the answer repeats.
    ['ha ha ha', ' ha ha', ' ha ha'],
    ['He had', ' had enough', ' had enough'],
    ['It was really', ' really good', ' really good'],
    ['It was really ', 'really good', 'really good'],
    ['if\n  x\n', '  x\nend', '  x\nend'],
    ['banana', 'nana', 'nana'],
    ['| a | b |\n| 1 | 2 |\n| 1 | 2 |\n', '| 1 | 2 |\n| 3 | 4 |\n', '| 1 | 2 |\n| 3 | 4 |\n'],
    [`x\n${'0, 1, 2, 3, 4, 5, 6, 7,\n'.repeat(2)}`, '0, 1, 2, 3, 4, 5, 6, 7,\nend', '0, 1, 2, 3, 4, 5, 6, 7,\nend'],
    [
      `x\n${'0, 1, 2, 3, 4, 5, 6, 7,\n'.repeat(2)}`,
      `${'0, 1, 2, 3, 4, 5, 6, 7,\n'.repeat(2)}end`,
      `${'0, 1, 2, 3, 4, 5, 6, 7,\n'.repeat(2)}end`,
    ],
    ['<div>\n  <div>\n    </div>\n', '</div>\n</div>', '</div>\n</div>'],
    ['if (a) {\n  if (b) {\n  }\n', '}\n', '}\n'],
    ['ab', 'xabc', 'xabc'],
    ['xx', 'x marks', 'x marks'],
    ['x = 100', '100', '100'],
  ])('of %j that says %j adds %j', (partial, continuation, expected) => {
    expect(shown(partial, [continuation])).toBe(expected);
    expect(shown(partial, [...continuation])).toBe(expected);
  });

  test('that tells the answer anew begins a paragraph of its own', () => {
    const anew = `${LOREM.slice(0, 150)} and that was all there is to say.`;
    expect(shown(LOREM, [...anew])).toBe(`\n\n${anew}`);
  });

  test.each([
    ['The quick', ' brown', ' brown'],
    ['The quick ', 'brown', 'brown'],
    ['The quick ', ' brown', 'brown'],
    ['One.\n\n', '\nTwo.', 'Two.'],
    ['One. ', '\n\nTwo.', '\n\nTwo.'],
    ['ha ha ', ' ha ha', 'ha ha'],
    // Mistral answers with the beginning it was given.
    ['The quick brown ', 'The quick brown fox', 'fox'],
    // It has no reason to repeat a word.
    ['He said that', 'that', 'that'],
  ])('of the prefilled %j that says %j adds %j', (partial, continuation, expected) => {
    const options = { prefilled: true, trimmed: true };
    expect(shown(partial, [continuation], options)).toBe(expected);
    expect(shown(partial, [...continuation], options)).toBe(expected);
  });

  test('is held back no longer than it may still be a repetition', () => {
    const seam = new Seam('The quick brown fox', BY_WORDS);
    expect([seam.push('bro'), seam.push('wn f'), seam.push('ox ju'), seam.push('mps')]).toEqual(['', '', ' ju', 'mps']);
    expect(seam.flush()).toBe('');
  });

  test('is held back for 2000 characters at most where it repeats another place than the end', () => {
    const rows = Array.from({ length: 1000 }, (_, index) => `row ${index}`).join('\n');
    const seam = new Seam(`${rows}\nand once more:\nrow`, BY_WORDS);
    const again = rows.slice('row'.length);
    let held = 0;
    for (const character of again) {
      if (seam.push(character) !== '') break;
      held += 1;
    }
    expect(held).toBeLessThan(3000);
  });

  test('of a long answer is joined in no time', () => {
    const long = Array.from({ length: 4000 }, (_, index) => `word${index}`).join(' ');
    const startedAt = performance.now();
    const pieces = long.match(/.{1,5}/gs) ?? [];
    expect(shown(long.slice(0, 30_000), pieces)).toBe(long.slice(30_000));
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});
