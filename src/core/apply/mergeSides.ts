import { splitLines } from './fileLines.ts';
import { type Hunk, oldLines } from './hunk.ts';
import { nearestMiss } from './nearestMiss.ts';
import { locateHunks } from './placeHunks.ts';
import { type Region, replaceLines } from './replaceLines.ts';

/**
 * A patch that does not fit as a three-way merge: `base` is the text as the patch takes it to be, `theirs` what the patch
 * makes of that. Hunks that fit merge by themselves; each other one becomes a conflict where it fits best.
 */
export function mergeSides(text: string, hunks: readonly Hunk[]): { readonly base: string; readonly theirs: string } {
  const lines = splitLines(text);
  const texts = lines.map((line) => line.text);
  const base: Region[] = [];
  const theirs: Region[] = [];
  for (const [index, located] of locateHunks(texts, hunks).entries()) {
    const hunk = hunks[index];
    if (hunk === undefined) continue;
    const old = oldLines(hunk);
    const near = nearestMiss(texts, old, hunk.oldStart);
    const start = 'kind' in located ? Math.min(near.at, texts.length) : located.start;
    const end = 'kind' in located ? Math.min(start + old.length, texts.length) : located.end;
    if (theirs.some((region) => start < region.end && end > region.start)) continue;
    const used = 'kind' in located ? hunk : located.hunk;
    const fresh = used.lines.filter(({ sign }) => sign !== '-').map((line) => line.text);
    if ('kind' in located) base.push({ start, end, lines: old });
    theirs.push({ start, end, lines: fresh });
  }
  return { base: replaceLines(lines, base), theirs: replaceLines(lines, theirs) };
}
