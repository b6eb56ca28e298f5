import type { Task } from '../chat/task.ts';
import type { Sign } from '../quality/signs.ts';

/** Answers that were good and that were bad: fractions of answers where it is not sure. */
export interface Evidence {
  readonly good: number;
  readonly bad: number;
}

/** How good models turned out to be, as far as a decision asks. Never throws. */
export interface QualityStore {
  /**
   * Good and bad outcomes here, decayed to now, backed by what is known from elsewhere (`backed`). Read for every
   * candidate of every request: O(1), takes about a microsecond.
   */
  evidence(model: string, task: Task): Evidence;
}

/** The answer that a sign is about. */
export interface JudgedAnswer {
  readonly requestId: string;
  /** The full id of the model that wrote it. */
  readonly model: string;
  readonly task: Task;
}

/** What was learnt of one model at one task. */
export interface Learnt extends Evidence {
  readonly model: string;
  readonly task: Task;
  /** How many answers of the last months gave a sign, and how many gave which. */
  readonly answers: number;
  readonly signs: Readonly<Partial<Record<Sign, number>>>;
}

/** In this workspace, or in all of them. */
export type LearntWhere = 'here' | 'everywhere';

/** The same with its writing side. What cannot be written is lost: it is learnt again. */
export interface QualityBook extends QualityStore {
  /** An answer gave a sign. */
  note(answer: JudgedAnswer, sign: Sign): void;
  /** All that was learnt, most evidence first. */
  learnt(where: LearntWhere): Learnt[];
  /** Forgets it; of a workspace its share in what is known everywhere goes too. */
  forget(where: LearntWhere): void;
}
