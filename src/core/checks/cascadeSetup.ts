import type { Objective } from '../routing/setup.ts';
import type { CheckName } from './finding.ts';

/** How an answer is checked before it is shown, and what asking on may come to. */
export interface CascadeSetup {
  readonly checks: readonly CheckName[];
  /** The full id of the model that judges; absent: the one that would be asked next. */
  readonly judge?: string;
  /** So many answers have to say the same, of at most so many that are asked for, the first included. */
  readonly agree: number;
  readonly opinions: number;
  /** No further model is asked once a request would come to more, in integer nano-dollars. */
  readonly ceilingNano: number;
}

/** What an answer must reach in every check, 0…1: who wants it cheap takes more as it comes. */
export const THRESHOLDS: Readonly<Record<Objective, number>> = {
  cheapest: 0.5,
  fastest: 0.6,
  balanced: 0.7,
  best: 0.85,
};
