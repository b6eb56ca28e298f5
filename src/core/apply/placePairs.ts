import type { Hint } from './hint.ts';
import type { Hunk } from './hunk.ts';
import type { SearchReplace } from './parseSearchReplace.ts';
import { placeHunks } from './placeHunks.ts';
import type { Placement } from './placement.ts';

/** Replaces each searched piece where it stands; an empty search adds to the end of the text. */
export function placePairs(text: string, pairs: readonly SearchReplace[], hint?: Hint): Placement {
  const found = pairs.filter(({ search }) => search.some((line) => line.trim() !== ''));
  const added = pairs.filter((pair) => !found.includes(pair)).flatMap(({ replace }) => replace);
  const placed = placeHunks(text, found.map(hunkOfPair), hint);
  if (!placed.ok) return placed;
  const eol = placed.text.includes('\r\n') ? '\r\n' : '\n';
  const gap = placed.text === '' || placed.text.endsWith('\n') ? '' : eol;
  const end = added.length === 0 ? '' : gap + added.map((line) => line + eol).join('');
  return { ...placed, how: 'searchReplace', text: placed.text + end };
}

/** A pair as a hunk: what both halves begin and end with is context, so that the text keeps its own lines there. */
export function hunkOfPair({ search, replace }: SearchReplace): Hunk {
  let head = 0;
  while (head < Math.min(search.length, replace.length) && search[head] === replace[head]) head++;
  let tail = 0;
  const most = Math.min(search.length, replace.length) - head;
  while (tail < most && search.at(-1 - tail) === replace.at(-1 - tail)) tail++;
  const lines = (sign: ' ' | '-' | '+', texts: readonly string[]) => texts.map((text) => ({ sign, text }));
  return {
    section: '',
    lines: [
      ...lines(' ', search.slice(0, head)),
      ...lines('-', search.slice(head, search.length - tail)),
      ...lines('+', replace.slice(head, replace.length - tail)),
      ...lines(' ', search.slice(search.length - tail)),
    ],
  };
}
