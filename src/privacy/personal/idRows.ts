import { digitsOf, remainder, weighted } from '../digits.ts';
import { passesVerhoeff } from './verhoeff.ts';

/** One country's id as data. */
export interface IdRow {
  readonly id: string;
  readonly pattern: RegExp;
  /** Must stand before it, where it is written as digits alone. */
  readonly named?: RegExp;
  readonly isValid: (value: string) => boolean;
}

const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** The ids that are recognised, each with the source of its rule. */
export const ID_ROWS: readonly IdRow[] = [
  {
    // ssa.gov/employer/randomization.html: no area 000, 666 or 900-999, no group 00, no serial 0000.
    id: 'us-ssn',
    pattern: /(?<![\w.+-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-]|[.,]\d)/g,
    isValid: (value) => value !== '078-05-1120' && value !== '123-45-6789',
  },
  {
    // gov.uk, National Insurance manual NIM39110: letters that are not used, and the suffix A to D.
    id: 'uk-nino',
    pattern:
      /(?<![A-Za-z0-9])(?!BG|GB|KN|NK|NT|TN|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z0-9])/g,
    named: /national insurance|\bNINO?\b|\bNI (?:no|number)/i,
    isValid: () => true,
  },
  {
    // BZSt, Steuerliches Info-Center: ISO 7064 MOD 11,10; one digit of the first ten stands two or three times.
    id: 'de-steuer-id',
    pattern: /(?<![\w.+-])[1-9]\d(?: ?\d{3}){3}(?![\w-]|[.,]\d)/g,
    named: /steuer.?(?:id|nummer|identifikation)|idnr|tax id|\btin\b/i,
    isValid: (value) => {
      const digits = digitsOf(value);
      const distinct = new Set(digits.slice(0, 10)).size;
      if (distinct !== 9 && distinct !== 8) return false;
      let product = 10;
      for (const digit of digits.slice(0, 10)) product = (((digit + product) % 10 || 10) * 2) % 11;
      return (11 - product) % 10 === digits[10];
    },
  },
  {
    // INSEE, numéro d'inscription au répertoire: key = 97 - number mod 97; 2A and 2B count as 19 and 18.
    id: 'fr-nir',
    pattern:
      /(?<![A-Za-z0-9])[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?![A-Za-z0-9])/g,
    isValid: (value) => {
      const bare = value.replaceAll(' ', '').replace('2A', '19').replace('2B', '18');
      return 97 - remainder(bare.slice(0, 13), 97) === Number(bare.slice(13));
    },
  },
  {
    // interior.gob.es, cálculo del dígito de control del NIF/NIE: the letter is the number mod 23; X, Y, Z are 0, 1, 2.
    id: 'es-dni',
    pattern: /(?<![A-Za-z0-9-])(?:\d{8}|[XYZ]\d{7})-?[A-HJ-NP-TV-Z](?![A-Za-z0-9])/g,
    isValid: (value) => {
      const bare = value.replace('-', '');
      const number = bare.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
      return LETTERS[Number(number) % 23] === bare.at(-1);
    },
  },
  {
    // Decreto ministeriale 23 dicembre 1976, codice fiscale: values at odd places by table, at even ones as they are.
    id: 'it-codice-fiscale',
    pattern: /(?<![A-Za-z0-9])[A-Z]{6}\d{2}[ABCDEHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?![A-Za-z0-9])/g,
    isValid: (value) => {
      const places = Array.from(value.slice(0, 15), (one) => (/\d/.test(one) ? Number(one) : one.charCodeAt(0) - 65));
      const sum = places.reduce((total, one, at) => total + (at % 2 === 0 ? (ODD[one] ?? 0) : one), 0);
      return String.fromCharCode(65 + (sum % 26)) === value[15];
    },
  },
  {
    // Rijksdienst voor Identiteitsgegevens, Logisch Ontwerp BSN: the eleven test.
    id: 'nl-bsn',
    pattern: /(?<![\w.+-])\d{9}(?![\w-]|[.,]\d)/g,
    named: /\bbsn\b|burgerservicenummer|sofinummer/i,
    isValid: (value) => Number(value) > 0 && weighted(digitsOf(value), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
  },
  {
    // gov.pl, numer PESEL: weights 1 3 7 9, the sum with the check digit a multiple of ten.
    id: 'pl-pesel',
    pattern: /(?<![\w.+-])\d{11}(?![\w-]|[.,]\d)/g,
    named: /pesel/i,
    isValid: (value) => Number(value) > 0 && weighted(digitsOf(value), [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0,
  },
  {
    // Receita Federal, CPF: two check digits, mod 11.
    id: 'br-cpf',
    pattern: /(?<![\w.+-])\d{3}\.\d{3}\.\d{3}-\d{2}(?![\w-])/g,
    isValid: (value) => {
      const digits = digitsOf(value);
      const check = (count: number) => {
        const weights = Array.from({ length: count }, (_, at) => count + 1 - at);
        return ((weighted(digits, weights) * 10) % 11) % 10;
      };
      return new Set(digits).size > 1 && check(9) === digits[9] && check(10) === digits[10];
    },
  },
  {
    // UIDAI, Aadhaar: twelve digits, the first 2 to 9, the last by Verhoeff's scheme.
    id: 'in-aadhaar',
    pattern: /(?<![\w.+-])[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}(?![\w-]|[.,]\d| \d)/g,
    named: /a{1,2}dha{1,2}r|\buidai?\b/i,
    isValid: (value) => passesVerhoeff(digitsOf(value)),
  },
  {
    // GB 11643-1999, resident identity number: ISO 7064 MOD 11-2 over 17 digits, X for ten.
    id: 'cn-resident-id',
    pattern: /(?<![\w.+-])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\w-])/g,
    isValid: (value) => {
      const sum = weighted(digitsOf(value.slice(0, 17)), [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
      return '10X98765432'[sum % 11] === value[17]?.toUpperCase();
    },
  },
];
