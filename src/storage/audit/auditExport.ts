import type { AuditRecord } from './auditStore.ts';

/** A record as one line of JSON, its time in ISO 8601. */
export function auditJsonLine(record: AuditRecord): string {
  return JSON.stringify({ ...record, at: timeOf(record.at), number: undefined });
}

type Cell = readonly [string, (record: AuditRecord) => string | number | boolean | null | undefined];

const CELLS: readonly Cell[] = [
  ['at', ({ at }) => timeOf(at)],
  ['requestId', ({ requestId }) => requestId],
  ['source', ({ source }) => source],
  ['conversationId', ({ conversationId }) => conversationId],
  ['task', ({ decision }) => decision.task],
  ['difficulty', ({ decision }) => decision.difficulty],
  ['language', ({ decision }) => decision.language],
  ['reasons', ({ decision }) => decision.reasons.join('; ')],
  ['targets', ({ decision }) => decision.targets.map(({ model }) => model).join(' ')],
  ['targetReasons', ({ decision }) => decision.targets.map(({ reasons }) => reasons.join('; ')).join(' | ')],
  ['rejected', ({ decision }) => decision.rejected.map(({ model, reason }) => `${model}: ${reason}`).join(' | ')],
  ['promptsVersion', ({ promptsVersion }) => promptsVersion],
  ['prompts', ({ decision }) => decision.targets.map(({ model, prompt }) => `${model}: ${prompt ?? ''}`).join(' | ')],
  ['outcome', ({ end }) => end?.outcome],
  ['model', ({ end }) => end?.model],
  ['finishReason', ({ end }) => end?.finishReason],
  ['errorKind', ({ end }) => end?.errorKind],
  ['attempts', ({ attempts }) => attempts.map(({ model, outcome }) => `${model} ${outcome}`).join(' | ')],
  ['inputTokens', ({ end }) => end?.usage?.inputTokens],
  ['cachedInputTokens', ({ end }) => end?.usage?.cachedInputTokens],
  ['outputTokens', ({ end }) => end?.usage?.outputTokens],
  ['reasoningTokens', ({ end }) => end?.usage?.reasoningTokens],
  ['costUsd', ({ end }) => (end?.costUsd === null ? null : end?.costUsd.toFixed(9).replace(/0{1,6}$/, ''))],
  ['costSource', ({ end }) => end?.costSource],
  ['firstTokenMs', ({ end }) => end?.firstTokenMs],
  ['totalMs', ({ end }) => end?.totalMs],
  ['fromCache', ({ end }) => end?.fromCache],
];

/** The first line of a table of records. */
export const CSV_HEAD = CELLS.map(([name]) => name).join(',');

/** A record as a line of a table, without texts; unknown is empty. */
export function auditCsvLine(record: AuditRecord): string {
  return CELLS.map(([, cell]) => csv(cell(record))).join(',');
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}

/** A spreadsheet runs what begins like a formula (owasp.org/www-community/attacks/CSV_Injection). */
function csv(value: string | number | boolean | null | undefined): string {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
