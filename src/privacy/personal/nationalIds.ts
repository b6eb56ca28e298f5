import type { Finder } from '../match.ts';
import { ID_ROWS, type IdRow } from './idRows.ts';

/** In characters: how far before a bare number its name may stand. */
const NEAR = 60;

/** National ids of people, of the countries in the table: in their own form, with the right check digits. */
export const findNationalIds: Finder = (text) => ID_ROWS.flatMap((row) => findIds(text, row));

function findIds(text: string, { id, pattern, named, isValid }: IdRow) {
  return [...text.matchAll(pattern)].flatMap(({ 0: value, index: start }) => {
    // Digits alone are too often something else.
    const isNamed = named === undefined || named.test(text.slice(Math.max(0, start - NEAR), start));
    return isNamed && isValid(value) ? [{ kind: id, start, value }] : [];
  });
}
