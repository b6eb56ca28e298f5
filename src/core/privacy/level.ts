/** How much a request has to lose, the least first. */
export const LEVELS = ['public', 'internal', 'confidential'] as const;
export type Level = (typeof LEVELS)[number];

/** Whether one level is above another. */
export function isAbove(level: Level, other: Level): boolean {
  return LEVELS.indexOf(level) > LEVELS.indexOf(other);
}

/** The highest of some levels; public where there is none. */
export function highest(levels: Iterable<Level>): Level {
  let rank = 0;
  for (const level of levels) rank = Math.max(rank, LEVELS.indexOf(level));
  return LEVELS[rank] ?? 'confidential';
}
