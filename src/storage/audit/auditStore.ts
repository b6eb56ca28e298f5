import type { Audit, AuditedDecision, AuditedEnd, AuditedTexts } from '../../core/ports/audit.ts';
import type { AttemptRow } from '../../core/ports/ledger.ts';

/** How the trail is kept: for so many days (0: not at all), with texts or without. */
export interface AuditWish {
  readonly days: number;
  readonly texts: boolean;
}

/** One attempt of an audited request, as the ledger has it; of outcome `fireDrill` where a drill took it down before the call. */
export type AuditedAttempt = Pick<
  AttemptRow,
  | 'attempt'
  | 'startedAt'
  | 'model'
  | 'provider'
  | 'finishReason'
  | 'usage'
  | 'estimated'
  | 'costNano'
  | 'costSource'
  | 'firstTokenMs'
  | 'totalMs'
  | 'responseId'
> & { readonly outcome: AttemptRow['outcome'] | 'fireDrill' };

/** Everything that is kept of one request. */
export interface AuditRecord extends AuditedDecision {
  /** Null while it runs, and where its process died. */
  readonly end: AuditedEnd | null;
  readonly texts: AuditedTexts | null;
  readonly attempts: readonly AuditedAttempt[];
}

/** Which records are wanted, the newest first. */
export interface AuditQuery {
  /** Only those at or after this moment. */
  readonly since?: number;
  /** Only older ones than this record's number, to go on from there. */
  readonly before?: number;
  /** Their texts are not read: they may be long. */
  readonly withoutTexts?: true;
  readonly limit: number;
}

/** The audit trail with its reading side. */
export interface AuditStore extends Audit {
  /** Asks this, every time, how the trail is to be kept. */
  follow(wish: () => AuditWish): void;
  /** `number` is what `before` goes on from. */
  list(query: AuditQuery): readonly (AuditRecord & { readonly number: number })[];
  find(requestId: string): AuditRecord | undefined;
  /** Forgets what is older than the user wants to keep, some of it; true when there may be more. */
  forgetSome(now: number): boolean;
}
