import { fuzzyPath } from '../context/fuzzyPath.ts';

/** Something with a path, and whether it comes first where two fit alike. */
export interface Ranked<T> {
  readonly item: T;
  readonly path: string;
  readonly preferred: boolean;
}

/** The items whose paths fit a query, the preferred ones first, then the best fit, then the shorter path. */
export function rankPaths<T>(candidates: readonly Ranked<T>[], query: string, most: number): T[] {
  return candidates
    .flatMap((candidate) => {
      const score = fuzzyPath(query, candidate.path);
      return score === undefined ? [] : [{ ...candidate, score }];
    })
    .sort(
      (a, b) =>
        Number(b.preferred) - Number(a.preferred) ||
        b.score - a.score ||
        a.path.length - b.path.length ||
        (a.path < b.path ? -1 : 1),
    )
    .slice(0, most)
    .map(({ item }) => item);
}
