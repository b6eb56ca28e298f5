import { usdFromNano } from '../../core/accounting/price.ts';
import { checkWord } from '../../core/checks/checkWords.ts';
import type { TrailRecord } from '../../protocol/messages/trailMessages.ts';
import type { AuditRecord } from '../../storage/audit/auditStore.ts';
import { shownOf } from './trailRow.ts';

/** Everything that is kept of a request, as the panel shows it; `title` is of its chat, null where that is gone. */
export function trailRecord(record: AuditRecord, title: string | null): TrailRecord {
  const { requestId, at, source, promptsVersion, conversationId, decision, end, attempts, texts } = record;
  const parts = new Map(end?.parts?.map(({ attempt, part }) => [attempt, part]));
  const told = {
    ...{ ...shownOf(record), id: requestId, at, source, promptsVersion, texts },
    decision: { type: 'decision' as const, ...decision },
    firstTokenMs: end?.firstTokenMs ?? null,
    fallbacks: (end?.fallbacks ?? []).map(({ from, to, afterCharacters, kind, status }) => ({
      ...{ type: 'fallback' as const, from, to, afterCharacters },
      error: { kind, message: '', ...(status === undefined ? {} : { status }) },
    })),
    checks: (end?.checks ?? []).map(({ check, ...said }) => ({ ...said, name: checkWord(check) })),
    attempts: attempts.map(
      ({
        attempt,
        model,
        startedAt,
        outcome,
        usage,
        costNano,
        estimated,
        firstTokenMs,
        totalMs,
      }): TrailRecord['attempts'][number] => ({
        ...{ model, startedAt, outcome, usage, estimated, firstTokenMs, totalMs },
        costUsd: costNano === null ? null : usdFromNano(costNano),
        ...(parts.has(attempt) ? { part: parts.get(attempt) } : {}),
      }),
    ),
    chat: conversationId === null ? null : { id: conversationId, title },
  };
  // What is kept is deeply readonly, what crosses is not: the same data.
  return told as TrailRecord;
}
