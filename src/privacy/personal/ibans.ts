import { remainder } from '../digits.ts';
import type { Finder } from '../match.ts';

/** How long an IBAN is, by country: SWIFT's IBAN registry (www.swift.com/standards/data-standards/iban). */
const LENGTHS: Readonly<Record<string, number>> = {
  ...{ AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BI: 27, BR: 29, BY: 28, CH: 21, CR: 22 },
  ...{ CY: 28, CZ: 24, DE: 22, DJ: 27, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18, FK: 18, FO: 18, FR: 27, GB: 22 },
  ...{ GE: 22, GI: 23, GL: 18, GR: 27, GT: 28, HR: 21, HU: 28, IE: 22, IL: 23, IQ: 23, IS: 26, IT: 27, JO: 30, KW: 30 },
  ...{ KZ: 20, LB: 28, LC: 32, LI: 21, LT: 20, LU: 20, LV: 21, LY: 25, MC: 27, MD: 24, ME: 22, MK: 19, MN: 20, MR: 27 },
  ...{ MT: 31, MU: 30, NI: 28, NL: 18, NO: 15, OM: 23, PK: 24, PL: 28, PS: 29, PT: 25, QA: 29, RO: 24, RS: 22, RU: 33 },
  ...{ SA: 24, SC: 31, SD: 18, SE: 24, SI: 19, SK: 24, SM: 27, SO: 23, ST: 25, SV: 28, TL: 23, TN: 24, TR: 26, UA: 29 },
  ...{ VA: 22, VG: 24, XK: 20, YE: 30 },
};

const CANDIDATE = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/g;

/** Bank accounts: as long as their country has them, and with the right check digits (ISO 13616, mod 97). */
export const findIbans: Finder = (text) =>
  [...text.matchAll(CANDIDATE)].flatMap(({ 0: found, index: start }) => {
    const length = LENGTHS[found.slice(0, 2)] ?? 0;
    // A word in capitals may follow it.
    const value = cut(found, length);
    const bare = value.replaceAll(' ', '');
    const rearranged = bare.slice(4) + bare.slice(0, 4);
    const digits = rearranged.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
    return bare.length === length && remainder(digits, 97) === 1 ? [{ kind: 'iban', start, value }] : [];
  });

/** The beginning of a text that has so many characters besides blanks. */
function cut(text: string, length: number): string {
  let seen = 0;
  for (let end = 0; end < text.length; end++) {
    if (text[end] !== ' ') seen += 1;
    if (seen === length) return text.slice(0, end + 1);
  }
  return text;
}
