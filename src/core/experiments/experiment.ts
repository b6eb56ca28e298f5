import type { Task } from '../chat/task.ts';

/** One of the ways that an experiment compares. */
export interface Arm {
  readonly name: string;
  /** Full ids, best first. */
  readonly models: readonly string[];
  /** How often it is drawn beside the others; above 0. */
  readonly weight: number;
}

/** Models that share the conversations of some tasks, to see which does better. */
export interface Experiment {
  readonly name: string;
  /** Empty: only where a route or a rule says `experiment`. */
  readonly tasks: readonly Task[];
  readonly arms: readonly Arm[];
}
