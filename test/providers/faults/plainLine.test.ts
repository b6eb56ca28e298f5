import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainLine } from '../../../src/providers/faults/plainLine.ts';

test.each([
  ['colours', '\u001b[1;31mred\u001b[0m', 'red'],
  [
    'a window title and a link',
    '\u001b]0;owned\u0007a \u001b]8;;https://evil.test\u001b\\link\u001b]8;;\u001b\\',
    'a link',
  ],
  ['a cleared screen in one byte', 'a\u009b2Jb', 'ab'],
  ['lines', 'a\r\n\tb\u2028c', 'a b c'],
  ['bidi overrides and marks', 'a\u202eb\u2066c\u200fd\u061c', 'abcd'],
  ['what is not seen', 'a\u200bb\u2060c\u00ad', 'abc'],
  ['NULs and other controls', '\u0000a\u0008b\u007f', 'ab'],
  ['half a character', 'a\ud800b', 'a\ufffdb'],
  ['words in any writing', 'العربية עברית 日本語 👩‍🚀', 'العربية עברית 日本語 👩‍🚀'],
])('%s', (_, text, expected) => {
  expect(plainLine(text, 100)).toBe(expected);
});

test('property: one well-formed line of the length asked for, in which nothing hides', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\u001b[', '\u001b]', '\u202e', '\ud83d', '😀'),
  );
  fc.assert(
    fc.property(fc.array(piece), fc.integer({ min: 1, max: 50 }), (pieces, longest) => {
      const line = plainLine(pieces.join(''), longest);
      expect(line.length).toBeLessThanOrEqual(longest);
      expect(line.isWellFormed()).toBe(true);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }),
  );
});
