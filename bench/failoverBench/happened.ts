import type { Seen } from './wallLog.ts';

/** What a caller of the system under test sees of one request. */
export interface Answer {
  readonly ok: boolean;
  readonly text: string;
  readonly model?: string | undefined;
  readonly usage: boolean;
  readonly error?: string | undefined;
}

/** One request through the system under test; rejects never: an error is an answer, too. */
export type Ask = (request: Question, signal: AbortSignal) => Promise<Answer>;

export interface Question {
  readonly model: string;
  readonly fallback: string | undefined;
  readonly stream: boolean;
}

/** One request, measured from outside. */
export interface Outcome extends Omit<Answer, 'ok'> {
  readonly type: 'success' | 'error' | 'hang';
  readonly complete: boolean;
  /** Seconds. */
  readonly tookS: number;
  /** Seconds after the wall's reset. */
  readonly sentS: number;
}

/** A scenario's requests, and what the provider saw of them. */
export interface Happened {
  readonly outcomes: readonly Outcome[];
  readonly primary: readonly Seen[];
  readonly fallback: readonly Seen[];
  readonly seen: readonly Seen[];
  readonly alive: boolean;
  readonly outageS: number;
  readonly totalS: number;
}
