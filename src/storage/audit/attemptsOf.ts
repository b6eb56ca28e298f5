import type { DatabaseSync } from 'node:sqlite';
import type { AuditedAttempt } from './auditStore.ts';

type Row = Record<string, string | number | null>;

/** The ledger's attempts of these requests, in their order. */
export function attemptsOf(db: DatabaseSync, requestIds: readonly string[]): Map<string, AuditedAttempt[]> {
  const found = new Map<string, AuditedAttempt[]>();
  const rows = db
    .prepare('SELECT * FROM attempts WHERE request_id IN (SELECT value FROM json_each(?)) ORDER BY id')
    .all(JSON.stringify(requestIds)) as Row[];
  for (const row of rows) {
    const id = String(row.request_id);
    found.set(id, [...(found.get(id) ?? []), attemptOf(row)]);
  }
  return found;
}

function attemptOf(row: Row): AuditedAttempt {
  return {
    attempt: Number(row.attempt),
    startedAt: Number(row.started_at),
    model: String(row.model),
    provider: String(row.provider),
    outcome: row.outcome as AuditedAttempt['outcome'],
    finishReason: row.finish_reason as AuditedAttempt['finishReason'],
    usage: {
      inputTokens: Number(row.input_tokens),
      cachedInputTokens: Number(row.cached_input_tokens),
      cacheWriteTokens: Number(row.cache_write_tokens),
      outputTokens: Number(row.output_tokens),
      reasoningTokens: Number(row.reasoning_tokens),
    },
    estimated: row.estimated === 1,
    costNano: row.cost_nano as number | null,
    costSource: row.cost_source as AuditedAttempt['costSource'],
    firstTokenMs: row.first_token_ms as number | null,
    totalMs: Number(row.total_ms),
    responseId: (row.response_id ?? null) as string | null,
  };
}
