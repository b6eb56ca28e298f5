import process from 'node:process';
import { allRecords } from '../storage/audit/allRecords.ts';
import { auditJsonLine } from '../storage/audit/auditExport.ts';
import type { AuditRecord, AuditStore } from '../storage/audit/auditStore.ts';
import { UsageError } from './usageError.ts';

const DAY_MS = 86_400_000;

/** `audit`: what was decided about earlier requests, the newest first, a line each; with `json` everything that is kept. */
export function audit(store: AuditStore, { json, days }: { json?: boolean; days?: string }, now: number): number {
  const since = days === undefined ? 0 : now - daysOf(days) * DAY_MS;
  let isEmpty = true;
  for (const record of allRecords(store, since)) {
    isEmpty = false;
    process.stdout.write(`${json === true ? auditJsonLine(record) : lineOf(record)}\n`);
  }
  if (isEmpty) process.stderr.write('switchyard: nothing is kept of any request in this time\n');
  return 0;
}

function daysOf(days: string): number {
  if (!/^\d+(\.\d+)?$/.test(days)) throw new UsageError(`--days ${days}: must be a number`);
  return Number(days);
}

function lineOf({ at, decision, end, attempts }: AuditRecord): string {
  const tried = attempts.map(({ model, outcome }) => `${model} ${outcome}`).join(', ') || 'nobody was asked';
  const cost = end?.costUsd === undefined || end.costUsd === null ? 'cost unknown' : `$${end.costUsd.toFixed(6)}`;
  const how = end === null ? 'no end' : end.outcome;
  return [new Date(at).toISOString(), decision.task, how, tried, cost, decision.reasons.join('; ')].join('  ');
}
