import type { AuditedEnd } from '../../core/ports/audit.ts';
import type { AuditedAttempt } from './auditStore.ts';

/** Nobody was asked and nothing was spent. */
const NOT_CALLED = {
  attempt: 0,
  outcome: 'fireDrill',
  finishReason: null,
  usage: null,
  estimated: false,
  costNano: 0,
  costSource: 'priced',
  firstTokenMs: null,
  totalMs: 0,
  responseId: null,
} as const;

/** Everybody that a request tried, in order: the attempts of the ledger, and what a fire drill took down before the call. */
export function triedIn(attempts: readonly AuditedAttempt[], end: AuditedEnd | null): readonly AuditedAttempt[] {
  if (end?.drilled === undefined) return attempts;
  const down = end.drilled.map(({ model, at }) => {
    return { ...NOT_CALLED, model, provider: model.split('/')[0] ?? model, startedAt: at };
  });
  return [...down, ...attempts].sort((a, b) => a.startedAt - b.startedAt);
}
