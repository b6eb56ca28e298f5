import type { CostSource, FinishReason } from '../chat/chatEvent.ts';
import type { RequestSource } from '../chat/chatRequest.ts';
import type { ErrorKind } from '../chat/errors.ts';
import type { Difficulty, Task } from '../chat/task.ts';
import type { Usage } from '../chat/usage.ts';
import type { ArmRow } from '../experiments/armFigures.ts';
import type { Sign } from '../quality/signs.ts';
import type { Try } from './tryBook.ts';

/** One provider call, as it is kept. Times in milliseconds, money in integer nano-dollars. */
export interface AttemptRow {
  readonly requestId: string;
  readonly attempt: number;
  readonly startedAt: number;
  readonly source: RequestSource;
  readonly conversationId: string | null;
  readonly task: Task;
  readonly difficulty: Difficulty;
  readonly model: string;
  readonly provider: string;
  readonly outcome: 'ok' | ErrorKind;
  readonly finishReason: FinishReason | null;
  readonly usage: Usage | null;
  /** True when the tokens were estimated because the provider reported none. */
  readonly estimated: boolean;
  /** Null when no price is known. */
  readonly costNano: number | null;
  readonly costSource: CostSource;
  readonly firstTokenMs: number | null;
  readonly totalMs: number;
  /** The answer's id at its vendor, by which its price can be asked for. */
  readonly responseId: string | null;
  /** Nobody was there at its end: it counts until its own process settles it, and not at all where it has. */
  readonly guessed?: true;
}

/** A sign of whether an answer was any good: what was done with it, or said of it. */
export type Feedback = Sign;

/** What is kept of every attempt. Writing never fails a request: problems are logged by the implementation. */
export interface Ledger {
  record(row: AttemptRow): void;
  /** Which arm of an experiment a request got. */
  arm(row: ArmRow, at: number): void;
  /** A request goes to a model that is tried in the place of another. */
  tried(requestId: string, tried: Try, at: number): void;
  /** `reason`: why, in the reader's words. */
  feedback(requestId: string, feedback: Feedback, at: number, reason?: string): void;
}
