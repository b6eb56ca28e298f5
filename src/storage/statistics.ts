import { usdFromNano } from '../core/accounting/price.ts';
import type { Feedback } from '../core/ports/ledger.ts';
import { isSign, rowOf } from '../core/quality/signs.ts';
import type { FeedbackRow, LedgerStore, StatRow } from './ledgerStore.ts';

/** p50, p95 and p99 in milliseconds; null where nothing was measured. */
export interface Percentiles {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** The figures of one group of attempts. Rates are shares of 1. */
export interface Figures {
  /** Requests that asked this model at least once. */
  readonly requests: number;
  /** US$ of all attempts whose price is known. */
  readonly spendUsd: number;
  /** Attempts without a known price: the spend is then a lower bound. */
  readonly unpriced: number;
  readonly firstTokenMs: Percentiles;
  readonly totalMs: Percentiles;
  /** Attempts that failed, stopped ones left out. */
  readonly errorRate: number;
  /** Attempts that failed and were followed by another model. */
  readonly fallbackRate: number;
  /** Share of all requests whose last attempt this was. */
  readonly routeShare: number;
  /** Answers that were used and not taken back. */
  readonly kept: number;
  /** Answers that were asked for again, or another preferred to. */
  readonly redone: number;
  /** Answers whose reader's last word was thumbs up, or down. */
  readonly up: number;
  readonly down: number;
}

export interface Statistics {
  readonly requests: number;
  readonly spendUsd: number;
  readonly models: Readonly<Record<string, Figures>>;
  readonly tasks: Readonly<Record<string, Figures>>;
}

/** The ledger's figures per model and per task, since a moment (milliseconds since 1970). */
export function statistics(ledger: LedgerStore, since = 0): Statistics {
  const rows = ledger.attemptsSince(since);
  const last = new Map<string, StatRow>();
  for (const row of rows) last.set(row.requestId, row);
  const feedback = ledger.feedbackSince(since);
  const figures = (group: readonly StatRow[]) => figuresOf(group, last, feedback);
  return {
    requests: last.size,
    spendUsd: usdFromNano(sumNano(rows)),
    models: mapGroups(rows, (row) => row.model, figures),
    tasks: mapGroups(rows, (row) => row.task, figures),
  };
}

const VOTES: ReadonlySet<Feedback> = new Set<Feedback>(['up', 'down', 'unvoted']);

function figuresOf(
  rows: readonly StatRow[],
  last: ReadonlyMap<string, StatRow>,
  feedback: ReturnType<LedgerStore['feedbackSince']>,
): Figures {
  const final = new Set(rows.filter((row) => last.get(row.requestId) === row).map((row) => row.requestId));
  const counted = rows.filter((row) => row.outcome !== 'cancelled');
  const failed = counted.filter((row) => row.outcome !== 'ok');
  const given = feedback.filter(({ requestId, feedback }) => final.has(requestId) && isSign(feedback));
  const votes = new Map(
    given.filter((entry) => VOTES.has(entry.feedback)).map((entry) => [entry.requestId, entry.feedback]),
  );
  const voted = (vote: Feedback) => [...votes.values()].filter((last) => last === vote).length;
  return {
    requests: new Set(rows.map((row) => row.requestId)).size,
    spendUsd: usdFromNano(sumNano(rows)),
    unpriced: rows.filter((row) => row.costNano === null).length,
    firstTokenMs: percentiles(rows.flatMap((row) => (row.firstTokenMs === null ? [] : [row.firstTokenMs]))),
    totalMs: percentiles(rows.filter((row) => row.outcome === 'ok').map((row) => row.totalMs)),
    errorRate: share(failed.length, counted.length),
    fallbackRate: share(failed.filter((row) => last.get(row.requestId)?.model !== row.model).length, counted.length),
    routeShare: share(final.size, last.size),
    kept: keptIn(given),
    redone: new Set(given.filter((entry) => rowOf(entry.feedback).countsAs === 'redone').map(idOf)).size,
    up: voted('up'),
    down: voted('down'),
  };
}

/** What is taken back was not kept, unless it was used once more. */
function keptIn(given: readonly FeedbackRow[]): number {
  const kept = new Set<string>();
  for (const { requestId, feedback } of given) {
    if (feedback === 'undone' || feedback === 'rewritten') kept.delete(requestId);
    else if (rowOf(feedback).countsAs === 'kept') kept.add(requestId);
  }
  return kept.size;
}

function idOf({ requestId }: FeedbackRow): string {
  return requestId;
}

function mapGroups<T>(
  rows: readonly StatRow[],
  key: (row: StatRow) => string,
  figures: (group: readonly StatRow[]) => T,
): Record<string, T> {
  const groups = new Map<string, StatRow[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return Object.fromEntries(
    [...groups].sort(([a], [b]) => a.localeCompare(b)).map(([name, group]) => [name, figures(group)]),
  );
}

/** Nearest-rank percentiles. */
function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (p: number) => sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? null;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function sumNano(rows: readonly StatRow[]): number {
  return rows.reduce((sum, row) => sum + (row.costNano ?? 0), 0);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
