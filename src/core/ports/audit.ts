import type { AttemptPart, CostSource, DecisionEvent, FallbackEvent, FinishReason } from '../chat/chatEvent.ts';
import type { RequestSource } from '../chat/chatRequest.ts';
import type { ErrorKind } from '../chat/errors.ts';
import type { Usage } from '../chat/usage.ts';
import type { Verdict } from '../checks/finding.ts';

/** What was decided about one request, before anyone was asked. `at` in milliseconds since 1970. */
export interface AuditedDecision {
  readonly requestId: string;
  readonly at: number;
  readonly source: RequestSource;
  readonly conversationId: string | null;
  /** Which texts of our own were sent along; null where the asker brought another system prompt. */
  readonly promptsVersion: string | null;
  readonly decision: Omit<DecisionEvent, 'type'>;
}

/** A model that gave way to the next: what it said is not kept, for it may quote the question. */
export type AuditedFallback = Pick<FallbackEvent, 'from' | 'to' | 'afterCharacters'> & {
  readonly kind: ErrorKind;
  readonly status?: number;
};

/** A call that a fire drill took down: it was never made, so that the ledger has nothing of it. */
export interface AuditedDrillHit {
  readonly model: string;
  readonly at: number;
}

/** What a check said of an attempt's answer: its words are not kept, for they may quote it. */
export type AuditedCheck = Pick<Verdict, 'check' | 'passed' | 'score'> & { readonly model: string };

/** What an attempt of a cascade was asked for. */
export interface AuditedPart {
  readonly attempt: number;
  readonly part: AttemptPart;
}

/** How a request ended. Its attempts stand in the ledger, each with its usage and cost. */
export interface AuditedEnd {
  /** `left`: whoever asked stopped reading before the end. */
  readonly outcome: 'answered' | 'failed' | 'stopped' | 'left';
  /** The model that answered, by its full id. */
  readonly model: string | null;
  readonly finishReason: FinishReason | null;
  readonly errorKind: ErrorKind | null;
  readonly attempts: number;
  readonly fallbacks: readonly AuditedFallback[];
  readonly usage: Usage | null;
  /** US$ of all attempts; null when a price is unknown. */
  readonly costUsd: number | null;
  readonly costSource: CostSource | null;
  readonly firstTokenMs: number | null;
  readonly totalMs: number;
  readonly fromCache: boolean;
  /** Left out where no fire drill was met. */
  readonly drilled?: readonly AuditedDrillHit[];
  /** What the checks of a cascade said; left out where there were none. */
  readonly checks?: readonly AuditedCheck[];
  /** Left out where it was no cascade. */
  readonly parts?: readonly AuditedPart[];
}

/** What was sent and what came back, word for word. */
export interface AuditedTexts {
  readonly messages: readonly { readonly role: string; readonly text: string }[];
  readonly answer: string;
}

/** Keeps what was decided about every request and what came of it. Never fails a request. */
export interface Audit {
  /** Whether texts are kept, by the user's own wish. */
  readonly keepsTexts: boolean;
  decided(decision: AuditedDecision): void;
  ended(requestId: string, end: AuditedEnd, texts: AuditedTexts | null): void;
}
