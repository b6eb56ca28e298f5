import type { AuditRecord } from './auditStore.ts';

/** What a request failed with: `fireDrill` where a drill took down the last that it tried. */
export function failedWith({ end, attempts }: Pick<AuditRecord, 'attempts' | 'end'>) {
  if (end?.errorKind !== 'network') return end?.errorKind ?? null;
  return attempts.at(-1)?.outcome === 'fireDrill' ? 'fireDrill' : end.errorKind;
}
