import type { AuditedAttempt, AuditRecord } from './auditStore.ts';

/** One model that was to answer a request: as the ledger has it, or `fireDrill` where a drill took it down. */
export type Tried = Omit<AuditedAttempt, 'attempt' | 'provider' | 'finishReason' | 'responseId' | 'outcome'> & {
  readonly outcome: AuditedAttempt['outcome'] | 'fireDrill';
};

/** Nobody was asked and nothing was spent. */
const NOT_CALLED = {
  outcome: 'fireDrill',
  usage: null,
  estimated: false,
  costNano: 0,
  costSource: 'priced',
  firstTokenMs: null,
  totalMs: 0,
} as const;

/** Everybody that a request tried, in order: the attempts of the ledger, and what a fire drill took down before the call. */
export function triedIn({ attempts, end }: Pick<AuditRecord, 'attempts' | 'end'>): readonly Tried[] {
  if (end?.drilled === undefined) return attempts;
  const down = end.drilled.map(({ model, at }) => ({ ...NOT_CALLED, model, startedAt: at }));
  return [...down, ...attempts].sort((a, b) => a.startedAt - b.startedAt);
}

/** What a request failed with: `fireDrill` where a drill took down the last that it tried. */
export function failedWith({ end, attempts }: Pick<AuditRecord, 'attempts' | 'end'>) {
  if (end?.errorKind !== 'network') return end?.errorKind ?? null;
  return triedIn({ end, attempts }).at(-1)?.outcome === 'fireDrill' ? 'fireDrill' : end.errorKind;
}
