/** Kinds of UTF-16 code units that vocabularies treat alike. */
export const KIND = {
  lower: 1,
  upper: 2,
  accented: 3,
  digit: 4,
  blank: 5,
  lineBreak: 6,
  punctuation: 7,
  cyrillic: 8,
  greek: 9,
  arabic: 10,
  devanagari: 11,
  indic: 12,
  thai: 13,
  southEastAsian: 14,
  han: 15,
  kana: 16,
  hangul: 17,
  fullWidth: 18,
  symbol: 19,
  /** The first half of a pair: an emoji, mostly. */
  astral: 20,
  secondHalf: 21,
  other: 22,
} as const;

export type CharKind = (typeof KIND)[keyof typeof KIND];

/** Blocks of Unicode from the second row on, each to the start of the next. */
const BLOCKS: readonly (readonly [start: number, kind: CharKind])[] = [
  [0x80, KIND.symbol],
  [0xc0, KIND.accented],
  [0x370, KIND.greek],
  [0x400, KIND.cyrillic],
  [0x590, KIND.arabic],
  [0x780, KIND.other],
  [0x900, KIND.devanagari],
  [0x980, KIND.indic],
  [0xe00, KIND.thai],
  [0xe80, KIND.southEastAsian],
  [0x1100, KIND.hangul],
  [0x1200, KIND.other],
  [0x1780, KIND.southEastAsian],
  [0x1800, KIND.other],
  [0x1e00, KIND.accented],
  [0x1f00, KIND.greek],
  [0x2000, KIND.symbol],
  [0x2e80, KIND.han],
  [0x3000, KIND.fullWidth],
  [0x3040, KIND.kana],
  [0x3400, KIND.han],
  [0xa000, KIND.other],
  [0xac00, KIND.hangul],
  [0xd7b0, KIND.other],
  [0xd800, KIND.astral],
  [0xdc00, KIND.secondHalf],
  [0xe000, KIND.other],
  [0xf900, KIND.han],
  [0xfb00, KIND.arabic],
  [0xff00, KIND.fullWidth],
  [0xfff0, KIND.other],
];

const KINDS = new Uint8Array(0x10000);
BLOCKS.forEach(([start, kind], at) => {
  KINDS.fill(kind, start, BLOCKS[at + 1]?.[0] ?? 0x10000);
});
KINDS.fill(KIND.lineBreak, 0, 0x20);
KINDS.fill(KIND.punctuation, 0x20, 0x80);
KINDS.fill(KIND.digit, 0x30, 0x3a);
KINDS.fill(KIND.upper, 0x41, 0x5b);
KINDS.fill(KIND.lower, 0x61, 0x7b);
for (const blank of [0x09, 0x20, 0xa0]) KINDS[blank] = KIND.blank;
for (const sign of [0xd7, 0xf7]) KINDS[sign] = KIND.symbol;

/** The kind of a UTF-16 code unit; 0 past the end of a text. */
export function charKind(unit: number): number {
  return Number.isNaN(unit) ? 0 : (KINDS[unit] ?? 0);
}
