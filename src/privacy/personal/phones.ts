import parsePhoneNumber from 'libphonenumber-js/min';
import type { Finder } from '../match.ts';

/** As it is written for strangers: with its country. Anything shorter is a number like any other in code. */
const INTERNATIONAL =
  /(?<![\w.)\]+-])\+[1-9]\d{0,2}[ .\-/]?(?:\(\d{1,4}\)[ .\-/]?)?\d(?:[ .\-/]?\d){5,12}(?![\w-]|[.,]\d)/g;

/** As North America writes it: parentheses tell it from other numbers. */
const AMERICAN = /(?<![\w.)\]+-])\([2-9]\d{2}\) ?[2-9]\d{2}[-. ]\d{4}(?![\w-])/g;

/** Phone numbers that could be dialled, by the numbering plans of their countries. */
export const findPhones: Finder = (text) => [
  ...[...text.matchAll(INTERNATIONAL)].flatMap(({ 0: value, index: start }) =>
    parsePhoneNumber(value)?.isValid() ? [{ kind: 'phone', start, value }] : [],
  ),
  ...[...text.matchAll(AMERICAN)].flatMap(({ 0: value, index: start }) =>
    parsePhoneNumber(value, 'US')?.isValid() ? [{ kind: 'phone', start, value }] : [],
  ),
];
