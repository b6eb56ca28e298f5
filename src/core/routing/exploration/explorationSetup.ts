/** How far other models than the best may be tried, to learn how they do. */
export interface ExplorationSetup {
  /** At most this part of the questions for which one may be tried, 0…1. */
  readonly share: number;
  /** What tries may cost a day beyond what those questions would have cost, in nano-dollars. */
  readonly maxNanoPerDay: number;
}
