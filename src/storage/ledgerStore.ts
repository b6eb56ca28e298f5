import type { ArmRow } from '../core/experiments/armFigures.ts';
import type { AttemptRow, Feedback, Ledger } from '../core/ports/ledger.ts';
import type { FirstWord } from '../core/resilience/latencies.ts';
import type { HabitRow } from '../core/routing/habits.ts';

/** A kept attempt as far as figures are made of it. */
export type StatRow = Pick<
  AttemptRow,
  'requestId' | 'attempt' | 'source' | 'task' | 'model' | 'outcome' | 'costNano' | 'firstTokenMs' | 'totalMs'
>;

export interface Spending {
  /** Integer nano-dollars of all attempts whose price is known. */
  readonly nano: number;
  /** How many attempts had no known price: the figure is then a lower bound. */
  readonly unknown: number;
}

/** A kept attempt as far as bills are compared with it. */
export type BilledRow = Pick<AttemptRow, 'model' | 'costNano' | 'responseId'>;

/** A kept attempt as far as a model's usual range is concerned. */
export type ModelRow = Pick<
  AttemptRow,
  'requestId' | 'startedAt' | 'source' | 'outcome' | 'costNano' | 'firstTokenMs' | 'totalMs'
>;

/** A question that was answered, by what its answer took. */
export type AnsweredRow = Pick<AttemptRow, 'task' | 'difficulty'> & {
  readonly inputTokens: number;
  readonly outputTokens: number;
};

export interface FeedbackRow {
  readonly requestId: string;
  readonly feedback: Feedback;
  readonly reason: string | null;
}

/** The ledger with its reading side. */
export interface LedgerStore extends Ledger {
  spentSince(at: number): Spending;
  attemptsSince(at: number): StatRow[];
  /** The people's and programs' questions that were answered, oldest first; not what Switchyard asked on its own account. */
  answeredSince(at: number): AnsweredRow[];
  /** A provider's attempts, newest first. */
  billedSince(provider: string, at: number): BilledRow[];
  /** A model's attempts since a moment, oldest first; of each day (counted back from `now`) the newest few hundred at most. */
  modelSince(model: string, at: number, now: number): ModelRow[];
  /** The requests of an experiment that got an arm, oldest first. */
  armsSince(experiment: string, at: number): ArmRow[];
  /** What tries since a moment have cost beyond the usual, in nano-dollars; one under way counts as expected. */
  extraSince(at: number): number;
  /** What was said of answers, oldest first. */
  feedbackSince(at: number): FeedbackRow[];
  /** How long models waited with their first word, in the newest thousand attempts that tell, oldest first. */
  firstWordsSince(at: number): FirstWord[];
  /** The newest two thousand answers to questions, oldest first. */
  habitsSince(at: number): HabitRow[];
  /** The newest attempt of a chat that gave an answer. */
  lastAnswered(): Pick<AttemptRow, 'model' | 'task'> | undefined;
  /** Calls back after every attempt this process has written; returns what ends it. */
  onChange(listener: (row: AttemptRow) => void): () => void;
  close(): void;
}
