import type { Verdict as CheckVerdict } from '../checks/finding.ts';
import type { Verdict } from '../guard/guardSetup.ts';
import type { Sensitivity } from '../privacy/sensitivity.ts';
import type { ErrorInfo } from './errors.ts';
import type { VerbatimTurn } from './message.ts';
import type { Difficulty, Task } from './task.ts';
import type { Usage } from './usage.ts';
import type { VendorDetails } from './vendorDetails.ts';

/** A model that may answer, in the order of preference; `estimatedUsd` is null when no price is known. */
export interface Target {
  readonly model: string;
  readonly estimatedUsd: number | null;
  readonly reasons: readonly string[];
  /** Which of our own texts it is sent: the kind, and a version that changes with every word; absent for the asker's own. */
  readonly prompt?: string;
  /** It failed and rests for so long, null until its key changes: it comes last until then. */
  readonly restsMs?: number | null;
  /** A limit of its provider is reached, and there is room again in so long, 0 where nobody knows: it comes last until then. */
  readonly waitsMs?: number;
  /** What it was compared by. */
  readonly expected?: TargetExpectation;
}

/** What is expected of a model's answer before it is asked. */
export interface TargetExpectation {
  /** The chance that it is good, 0…1. */
  readonly quality: number;
  /** How many outcomes here that rests on besides published figures, decayed. */
  readonly answers: number;
  readonly outputTokens: number;
  /** So many of the input tokens are expected to come from the vendor's cache. */
  readonly cachedTokens: number;
  /** Until the whole answer is there. */
  readonly seconds: number;
}

/** A model that may not answer this request, and why. */
export interface Rejection {
  readonly model: string;
  readonly reason: string;
}

export interface DecisionEvent {
  readonly type: 'decision';
  readonly task: Task;
  readonly difficulty: Difficulty;
  /** ISO 639-1 code of the request's own language. */
  readonly language: string;
  readonly strategy: string;
  readonly targets: readonly Target[];
  /** The full id of the model that would be asked first if none rested; absent where that is the first target. */
  readonly preferred?: string;
  readonly rejected: readonly Rejection[];
  readonly reasons: readonly string[];
  /** What the guard said of the question, where there is one. */
  readonly guard?: { readonly model: string; readonly input: Verdict };
  /** Absent where there is nothing to say of it. */
  readonly sensitivity?: Sensitivity;
}

export interface AttemptEvent {
  readonly type: 'attempt';
  /** Counts from 1. */
  readonly attempt: number;
  readonly model: string;
  readonly provider: string;
  /** Request fields left out because this model refuses them, as its vendor calls them. */
  readonly without?: readonly string[];
  /**
   * It is not asked yet: the limit that it waits for, in words, and for how many milliseconds, where that is known. The same
   * attempt comes once more, without this, when it is asked.
   */
  readonly waitsFor?: string;
  readonly waitMs?: number;
  /** It is asked after it has waited for so long. */
  readonly waitedMs?: number;
  /** What it is asked for where that is not simply the answer: one that is held back and checked, a better one, or to
   * check one; `agreed` is one of these last whose answer enough others give, and which is given. */
  readonly part?: AttemptPart;
  /** Why it is asked, in words: what spoke against the answer before. */
  readonly because?: string;
  /**
   * It has answered, and this looks at its answer now, in words. The same attempt comes once more, without this and with the
   * `verdicts`, when that is known.
   */
  readonly checking?: string;
  readonly verdicts?: readonly CheckVerdict[];
}

export const ATTEMPT_PARTS = ['draft', 'stronger', 'check', 'agreed'] as const;
export type AttemptPart = (typeof ATTEMPT_PARTS)[number];

export interface TextEvent {
  readonly type: 'text';
  readonly delta: string;
}

export interface ReasoningEvent {
  readonly type: 'reasoning';
  readonly delta: string;
}

/** A piece of a tool call: its arguments come in pieces, its id and name stand in each. */
export interface ToolCallEvent {
  readonly type: 'toolCall';
  /** Counts from 0 in the order of appearance. */
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly argumentsDelta: string;
}

/** Drop so many UTF-16 code units from the end of the text shown so far, and the attempt's reasoning with them. */
export interface RetractEvent {
  readonly type: 'retract';
  readonly characters: number;
}

export interface FallbackEvent {
  readonly type: 'fallback';
  readonly from: string;
  readonly to: string;
  readonly error: ErrorInfo;
  /** How much text of the failed attempt had been shown, in UTF-16 code units. */
  readonly afterCharacters: number;
}

export const FINISH_REASONS = ['stop', 'length', 'toolCalls', 'contentFilter'] as const;
export type FinishReason = (typeof FINISH_REASONS)[number];

export const COST_SOURCES = ['reported', 'priced', 'unknown'] as const;
export type CostSource = (typeof COST_SOURCES)[number];

/** An attempt that was not needed in the end, by its number. */
export interface StoppedAttempt {
  readonly attempt: number;
  readonly costUsd: number | null;
  readonly estimated: boolean;
}

export interface DoneEvent {
  readonly type: 'done';
  readonly model: string;
  readonly provider: string;
  readonly finishReason: FinishReason;
  /** Its length was all that the budget had left. */
  readonly cutBy?: 'budget';
  readonly usage: Usage;
  /** The sum over all attempts; null when a price is unknown, never zero for that. */
  readonly costUsd: number | null;
  readonly costSource: CostSource;
  /** True when a part of the cost rests on estimated tokens. */
  readonly estimated: boolean;
  readonly latency: { readonly firstTokenMs: number | null; readonly totalMs: number };
  readonly attempts: number;
  /** Those that were asked beside one that spoke first, for an answer that was not good enough, or to check one: what each is of the cost. */
  readonly stopped?: readonly StoppedAttempt[];
  /** What its reader should know of the answer: it did not pass its checks, and there was no other. */
  readonly remark?: string;
  /** An earlier answer to the same question, given at `answeredAt`; its model is the one that wrote it then. */
  readonly fromCache: boolean;
  /** Milliseconds since 1970; of an answer from the cache only. */
  readonly answeredAt?: number;
  /** What the guard said of the answer, where there is one and it was asked. */
  readonly guard?: { readonly model: string; readonly output: Verdict };
  /** What the vendor said of the answer beyond this. */
  readonly vendor?: VendorDetails;
  /** The turn as its vendor wants to see it again. */
  readonly verbatim?: VerbatimTurn;
}

/** What one target said before it was given up. */
export interface FailedAttempt extends ErrorInfo {
  readonly model: string;
}

export interface ErrorEvent {
  readonly type: 'error';
  readonly error: ErrorInfo & {
    readonly attempts: readonly FailedAttempt[];
    /** How long until the first of the targets can be asked again, in milliseconds, where that is known. */
    readonly backInMs?: number;
  };
  /** Of the last attempt, as far as it came; null when there was none. */
  readonly usage: Usage | null;
  /** What the failed attempts cost together, as in `done`. */
  readonly costUsd: number | null;
  readonly estimated: boolean;
}

/** The one stream vocabulary: every shell consumes an async iterable of these. */
export type ChatEvent =
  | DecisionEvent
  | AttemptEvent
  | TextEvent
  | ReasoningEvent
  | ToolCallEvent
  | RetractEvent
  | FallbackEvent
  | DoneEvent
  | ErrorEvent;
