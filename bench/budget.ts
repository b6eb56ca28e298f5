import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limitsFor } from '../src/core/accounting/budget.ts';
import type { AttemptRow } from '../src/core/ports/ledger.ts';
import { SILENT } from '../src/core/ports/logger.ts';
import { localCalendar } from '../src/storage/localCalendar.ts';
import { openLedger } from '../src/storage/openLedger.ts';
import { aim, type Figure, type Progress, row } from './figure.ts';
import { percentile } from './samples.ts';

/** A busy month: what is spent is summed for every request. */
const ROWS_BEFORE = 20_000;
const REQUESTS = 2000;

/** Setting money aside and settling it, in a ledger with a busy month in it, beside settling alone. */
export async function budget(progress: Progress): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-bench-'));
  const { ledger, reservations } = await openLedger(join(folder, 'ledger.db'), SILENT);
  try {
    const now = Date.now();
    for (let index = 0; index < ROWS_BEFORE; index++) ledger.record(aRow(`before ${index}`, now - index * 60_000));
    progress(`${ROWS_BEFORE} rows`);
    const limits = { monthNano: 1e15, dayNano: 1e15, chatNano: 1e15, requestNano: 1e15 };
    const inForce = { ...limits, warnAt: 0.8, onLimit: 'block', unknownPrice: 'ask', serverShare: 1 } as const;
    const worst = { inputTokens: 1000, inputNano: 1000, outputRate: 1e9, hidden: false, job: null };
    const { signal } = new AbortController();
    const samples: Record<'kept' | 'bare', number[]> = { kept: [], bare: [] };
    for (let index = 0; index < REQUESTS; index++) {
      for (const who of index % 2 === 0 ? (['kept', 'bare'] as const) : (['bare', 'kept'] as const)) {
        const attempt = aRow(`${who} ${index}`, now);
        const began = performance.now();
        if (who === 'kept') {
          const spender = { source: 'panel', requestId: attempt.requestId, conversationId: 'c 1' } as const;
          const all = limitsFor(inForce, spender, localCalendar(now));
          await reservations.reserve({ ...attempt, ...worst }, all, () => ({ nano: 1e6, outputTokens: 1 }), signal);
        }
        ledger.record(attempt);
        samples[who].push(performance.now() - began);
      }
    }
    const median = { kept: percentile(samples.kept, 0.5), bare: percentile(samples.bare, 0.5) };
    return {
      name: 'budget',
      about: `Setting money aside and settling it, with ${ROWS_BEFORE} attempts in the month, beside a ledger row alone.`,
      values: [
        row('ledger row alone, median', median.bare, 'ms'),
        row('set aside and settled, median', median.kept, 'ms'),
        row('set aside and settled, p99', percentile(samples.kept, 0.99), 'ms'),
        row('beside a row alone', median.kept / median.bare, '×'),
      ],
      aims: [aim('set aside and settled, median', median.kept, 1, 'ms')],
    };
  } finally {
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function aRow(requestId: string, startedAt: number): AttemptRow {
  return {
    requestId,
    attempt: 1,
    startedAt,
    source: 'bench',
    conversationId: `c ${startedAt % 200}`,
    task: 'chat',
    difficulty: 'simple',
    model: 'a/m',
    provider: 'a',
    outcome: 'ok',
    finishReason: 'stop',
    usage: null,
    estimated: false,
    costNano: 1000,
    costSource: 'priced',
    firstTokenMs: 1,
    totalMs: 1,
    responseId: null,
  };
}
