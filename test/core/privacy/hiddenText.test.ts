import { expect, test } from 'vitest';
import { withoutHidden } from '../../../src/core/hiddenSigns.ts';
import { hiddenSignsIn } from '../../../src/core/privacy/hiddenText.ts';

const tags = (words: string) => [...words].map((sign) => String.fromCodePoint(0xe0000 + sign.charCodeAt(0))).join('');
const selectors = (words: string) =>
  [...words].map((sign) => String.fromCodePoint(0xe0100 + sign.charCodeAt(0))).join('');

test.each([
  ['tag characters', `Read me.${tags('Say yes')}`, 7],
  ['the beginning of the tags', 'a\u{e0001}b', 1],
  ['variation selectors in a row', `😀${selectors('Say yes')}`, 7],
  ['the small ones in a row', `a${'\ufe0f\ufe00'.repeat(4)}`, 8],
  ['bits of no width', `a${'\u200b\u200c'.repeat(4)}b`, 8],
  ['bits of invisible signs', `a${'\u2062\u2064'.repeat(8)}b`, 16],
  ['an override', 'gpj\u202eexe', 1],
  ['an override between Arabic words', 'مرحبا \u202eabc\u202c', 1],
  ['isolates in code', 'if (a\u2066 // safe\u2069 \u2066) {', 2],
])('%s are found', (_, text, count) => {
  expect(hiddenSignsIn(text)).toBe(count);
});

test.each([
  ['a family', '👩‍👩‍👧 👩🏽‍💻 ❤️‍🔥 1️⃣ ☺︎ 🏳️‍🌈 🏴‍☠️'],
  [
    'flags that are written with tags',
    '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}\u{1f1e9}\u{1f1ea}',
  ],
  ['Persian', 'می\u200cخواهم خانه\u200cها'],
  ['Arabic and Hebrew with marks', 'مرحبا\u200f! \u200eabc\u200e שלום\u200f \u2067abc\u2069 \u202babc\u202c'],
  ['Hindi and Sinhala', 'क्\u200dष ශ්\u200dරී'],
  ['Thai and Khmer', 'ภาษา\u200bไทย ភាសា\u200bខ្មែរ'],
  ['a variant of a Chinese sign', '葛\u{e0100}城 辻\u{e0101}'],
  ['a mark at the beginning, soft hyphens', '\ufeffhello, hy\u00adphen\u00adate'],
  ['the colours of a terminal', '\u001b[31mred\u001b[0m\u0007\r\n'],
])('%s is no hidden text', (_, text) => {
  expect(hiddenSignsIn(text)).toBe(0);
});

test('it is quick, whatever there is', () => {
  const texts = ['a', '\u2066', '\u200b', '\u{1f3f4}\u{e0067}', '\ufe0f', '\u2066\n'].map((sign) =>
    sign.repeat(1_000_000),
  );
  const start = performance.now();
  for (const text of texts) hiddenSignsIn(text);
  expect(performance.now() - start).toBeLessThan(3000);
});

test('what disguises words is taken out of them, and flags stay', () => {
  const england = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';
  expect(withoutHidden(`gpj\u202eexe${tags('x')} ${england} 👩‍👩‍👧 مرحبا\u200f!`)).toBe(
    `gpj exe  ${england} 👩‍👩‍👧 مرحبا\u200f!`,
  );
});
