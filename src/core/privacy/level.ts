/** How much a request has to lose, the least first. */
export const LEVELS = ['public', 'internal', 'confidential'] as const;
export type Level = (typeof LEVELS)[number];

/** The highest of some levels; public where there is none. */
export function highest(levels: Iterable<Level>): Level {
  let rank = 0;
  for (const level of levels) rank = Math.max(rank, LEVELS.indexOf(level));
  return LEVELS[rank] ?? 'confidential';
}
