import { usdFromNano } from '../../core/accounting/price.ts';
import { trailOutcome } from '../../core/audit/trailOutcome.ts';
import type { CostSource } from '../../core/chat/chatEvent.ts';
import type { TrailRow } from '../../protocol/messages/trailMessages.ts';
import type { AuditRecord } from '../../storage/audit/auditStore.ts';
import { failedWith } from '../../storage/audit/failedWith.ts';

/** A request as the list of the trail shows it. Where its end is not known its attempts say what it has cost. */
export function trailRow(record: AuditRecord): TrailRow {
  const { requestId, at, source, end, decision } = record;
  return { ...shownOf(record), id: requestId, at, source, task: decision.task, fallbacks: end?.fallbacks.length ?? 0 };
}

/** What the list and a whole record say alike. */
export function shownOf(record: AuditRecord): Omit<TrailRow, 'id' | 'at' | 'source' | 'task' | 'fallbacks'> {
  const { source, end, attempts } = record;
  const last = attempts.at(-1);
  const known = attempts.every(({ costNano }) => costNano !== null);
  const nano = attempts.reduce((sum, { costNano }) => sum + (costNano ?? 0), 0);
  const costUsd = end === null || end.costUsd === null ? (known ? usdFromNano(nano) : null) : end.costUsd;
  const costSource: CostSource = end?.costSource ?? (costUsd === null ? 'unknown' : (last?.costSource ?? 'priced'));
  return {
    outcome: trailOutcome(end),
    errorKind: failedWith(record),
    fireDrill: source === 'fireDrill' || end?.drilled !== undefined,
    model: end?.model ?? last?.model ?? null,
    usage: end?.usage ?? last?.usage ?? null,
    costUsd,
    costSource,
    estimated: attempts.some(({ estimated }) => estimated),
    totalMs: end?.totalMs ?? null,
    fromCache: end?.fromCache ?? false,
  };
}
