import { digitsOf, passesLuhn } from '../digits.ts';
import type { Finder } from '../match.ts';

interface Scheme {
  readonly prefix: RegExp;
  readonly lengths: readonly number[];
}

/** Issuer ranges and lengths as the schemes publish them (en.wikipedia.org/wiki/Payment_card_number, with its sources). */
const SCHEMES: readonly Scheme[] = [
  { prefix: /^4/, lengths: [13, 16, 19] },
  { prefix: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { prefix: /^3[47]/, lengths: [15] },
  { prefix: /^(?:6011|64[4-9]|65)/, lengths: [16, 17, 18, 19] },
  { prefix: /^(?:30[0-5]|3095|36|3[89])/, lengths: [14, 16, 19] },
  { prefix: /^35(?:2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { prefix: /^62/, lengths: [16, 17, 18, 19] },
  { prefix: /^220[0-4]/, lengths: [16, 17, 18, 19] },
];

const CANDIDATE = /(?<![\w.,+-])\d{4}(?:[ -]?\d{2,6}){2,4}(?![\w-]|[.,]\d)/g;

/** Numbers of payment cards: of a known issuer, of its length, and with the right check digit. */
export const findCards: Finder = (text) =>
  [...text.matchAll(CANDIDATE)].flatMap(({ 0: value, index: start }) => {
    const digits = digitsOf(value);
    const number = digits.join('');
    const known = SCHEMES.some(({ prefix, lengths }) => prefix.test(number) && lengths.includes(digits.length));
    // A row of the same digit is no card.
    return known && new Set(digits).size > 1 && passesLuhn(digits) ? [{ kind: 'card', start, value }] : [];
  });
