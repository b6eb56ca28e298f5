import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Limit } from '../../src/core/accounting/budget.ts';
import { SILENT } from '../../src/core/ports/logger.ts';
import type { Amount, Reservation, Reservations } from '../../src/core/ports/reservations.ts';
import { guessedTokens } from '../../src/storage/guessedTokens.ts';
import { MemoryLedger } from '../../src/storage/memoryLedger.ts';
import { MemoryReservations } from '../../src/storage/memoryReservations.ts';
import { openLedger } from '../../src/storage/openLedger.ts';
import { aRow } from './aRow.ts';
import { query, TestFolder } from './ledgerFile.ts';

const HOLDER = fileURLToPath(new URL('./holdMoney.ts', import.meta.url));
const NEVER = new AbortController().signal;
const DAY: Limit = { name: 'day', nano: 1000, scope: { since: 0, server: false } };

function aReservation(changes: Partial<Reservation> = {}): Reservation {
  const { requestId, attempt, startedAt, source, conversationId, task, difficulty, model, provider } = aRow();
  const row = { requestId, attempt, startedAt, source, conversationId, task, difficulty, model, provider };
  return { ...row, job: null, inputTokens: 10, inputNano: 100, outputRate: 1_000_000, hidden: false, ...changes };
}

const upTo =
  (nano: number) =>
  (left: number): Amount | undefined =>
    nano <= left ? { nano, outputTokens: nano } : undefined;

/** Starts a process that sets money aside, and ends it at once when it has. */
async function killAfterReserving(file: string, job = ''): Promise<void> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', HOLDER, file, job], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');
}

describe.each(['a file', 'memory'])('money set aside in %s', (where) => {
  async function open(folder: TestFolder) {
    if (where === 'a file') return openLedger(folder.file('l.db'), SILENT);
    const ledger = new MemoryLedger();
    return { ledger, reservations: new MemoryReservations(() => ledger.rows) as Reservations };
  }

  test('counts until the ledger row of its attempt is there, to the last nano-dollar', async () => {
    using folder = new TestFolder();
    const { ledger, reservations } = await open(folder);
    expect(await reservations.reserve(aReservation(), [DAY], upTo(1000), NEVER)).toEqual({
      nano: 1000,
      outputTokens: 1000,
    });
    expect(reservations.standings([DAY])).toMatchObject([{ spentNano: 0, reservedNano: 1000 }]);
    expect(await reservations.reserve(aReservation({ attempt: 2 }), [DAY], upTo(1), NEVER)).toMatchObject({
      name: 'day',
      spentNano: 0,
      reservedNano: 1000,
    });
    ledger.record(aRow({ costNano: 999 }));
    expect(reservations.standings([DAY])).toMatchObject([{ spentNano: 999, reservedNano: 0 }]);
    expect(await reservations.reserve(aReservation({ attempt: 2 }), [DAY], upTo(1), NEVER)).toMatchObject({ nano: 1 });
    ledger.close();
  });

  test('is told what the tightest of several limits leaves', async () => {
    using folder = new TestFolder();
    const { ledger, reservations } = await open(folder);
    const limits: Limit[] = [
      { ...DAY, nano: 5000 },
      { name: 'chat', nano: 700, scope: { conversationId: 'c' } },
      { name: 'request', nano: 900, scope: { requestId: 'r1' } },
      { name: 'serverDay', nano: 800, scope: { since: 0, server: true } },
    ];
    ledger.record(aRow({ requestId: 'other', conversationId: 'c', costNano: 200 }));
    ledger.record(aRow({ requestId: 'another', conversationId: 'd', source: 'server', costNano: 50 }));
    let told = 0;
    const amount = (left: number) => {
      told = left;
      return { nano: left, outputTokens: 1 };
    };
    await reservations.reserve(aReservation({ conversationId: 'c' }), limits, amount, NEVER);
    expect(told).toBe(500);
    expect(reservations.standings(limits).map(({ spentNano, reservedNano }) => [spentNano, reservedNano])).toEqual([
      [250, 500],
      [200, 500],
      [0, 500],
      [50, 0],
    ]);
    ledger.close();
  });

  test('for a request counts with what its guard takes, and with nothing else', async () => {
    using folder = new TestFolder();
    const { ledger, reservations } = await open(folder);
    const limit: Limit = { name: 'request', nano: 900, scope: { requestId: 'r1' } };
    ledger.record(aRow({ costNano: 1 }));
    ledger.record(aRow({ requestId: 'r1-for-kind-1', costNano: 2 }));
    ledger.record(aRow({ requestId: 'r1-for-guard-12', costNano: 4 }));
    for (const requestId of ['r', 'r1-for', 'r11', 'r11-for-guard-1', 'r1-other', 'r1-forward-1']) {
      ledger.record(aRow({ requestId, costNano: 100 }));
    }
    await reservations.reserve(aReservation({ requestId: 'r1-for-guard-2' }), [limit], upTo(7), NEVER);
    expect(reservations.standings([limit])).toMatchObject([{ spentNano: 7, reservedNano: 7 }]);
    ledger.close();
  });

  test('is not what came before the period', async () => {
    using folder = new TestFolder();
    const { ledger, reservations } = await open(folder);
    const midnight = new Date(2026, 10, 22).getTime();
    ledger.record(aRow({ requestId: 'before', startedAt: midnight - 1, costNano: 7 }));
    ledger.record(aRow({ requestId: 'after', startedAt: midnight, costNano: 5 }));
    const limits = [{ ...DAY, scope: { since: midnight, server: false } }];
    expect(reservations.standings(limits)).toMatchObject([{ spentNano: 5 }]);
    ledger.close();
  });

  test('lets a limit be passed until then', async () => {
    using folder = new TestFolder();
    const { ledger, reservations } = await open(folder);
    reservations.overrule('day', 100);
    expect([...reservations.overruled(99)]).toEqual(['day']);
    expect([...reservations.overruled(100)]).toEqual([]);
    ledger.close();
  });

  test('of a stopped request is not set aside', async () => {
    using folder = new TestFolder();
    const { ledger, reservations } = await open(folder);
    const stopped = AbortSignal.abort();
    await expect(reservations.reserve(aReservation(), [DAY], upTo(1), stopped)).rejects.toMatchObject({
      kind: 'cancelled',
    });
    ledger.close();
  });

  test('and a guess: a row takes the place of a guess, no guess that of a row', async () => {
    using folder = new TestFolder();
    const { ledger, reservations } = await open(folder);
    const told: unknown[] = [];
    ledger.onChange(({ costNano }) => told.push(costNano));
    ledger.record(aRow({ costNano: 300, guessed: true }));
    ledger.record(aRow({ costNano: 400, guessed: true }));
    expect(reservations.standings([DAY])).toMatchObject([{ spentNano: 300 }]);
    ledger.record(aRow({ costNano: 500 }));
    ledger.record(aRow({ costNano: 600, guessed: true }));
    expect(reservations.standings([DAY])).toMatchObject([{ spentNano: 500 }]);
    expect(ledger.attemptsSince(0).map(({ costNano }) => costNano)).toEqual([500]);
    ledger.close();
  });
});

describe('money that a dead process had set aside', () => {
  test('becomes an estimated row of what it may have cost at the next start of any', async () => {
    using folder = new TestFolder();
    const file = folder.file('l.db');
    await killAfterReserving(file);
    expect(query(file, 'SELECT nano, written FROM budget_reservations')).toEqual([{ nano: 5_000_000, written: 600 }]);
    const { ledger, reservations } = await openLedger(file, SILENT);
    expect(query(file, 'SELECT * FROM budget_reservations')).toEqual([]);
    // 600 tokens had come and 1,000 more may have been on their way, at 1,000 nano-dollars each.
    const guess = { outcome: 'cancelled', estimated: 1, output_tokens: 1600, cost_nano: 1_600_100 };
    expect(query(file, 'SELECT outcome, estimated, output_tokens, cost_nano FROM attempts')).toEqual([guess]);
    expect(reservations.standings([DAY])).toMatchObject([{ spentNano: 1_600_100, reservedNano: 0 }]);
    // It was alive after all, say.
    ledger.record(aRow({ requestId: 'held', costNano: 42 }));
    expect(query(file, 'SELECT outcome, cost_nano FROM attempts')).toEqual([{ outcome: 'ok', cost_nano: 42 }]);
    expect(reservations.standings([DAY])).toMatchObject([{ spentNano: 42, reservedNano: 0 }]);
    ledger.close();
  });

  test('stays where a job will be resumed, until that is over', async () => {
    using folder = new TestFolder();
    const file = folder.file('l.db');
    await killAfterReserving(file, 'job');
    const { ledger, reservations } = await openLedger(file, SILENT);
    expect(reservations.standings([DAY])).toMatchObject([{ spentNano: 0, reservedNano: 5_000_000 }]);
    reservations.endJob('job');
    expect(reservations.recover()).toBe(1);
    expect(reservations.standings([DAY])).toMatchObject([{ spentNano: 1_600_100, reservedNano: 0 }]);
    ledger.close();
  });

  test('is left to a process that lives', async () => {
    using folder = new TestFolder();
    const file = folder.file('l.db');
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', HOLDER, file, '']);
    await once(child.stdout, 'data');
    const { ledger, reservations } = await openLedger(file, SILENT);
    expect(reservations.recover()).toBe(0);
    expect(reservations.standings([DAY])).toMatchObject([{ spentNano: 0, reservedNano: 5_000_000 }]);
    // Nobody else may say what it came to.
    ledger.record(aRow({ requestId: 'held', costNano: 1, guessed: true }));
    expect(reservations.standings([DAY])).toMatchObject([{ spentNano: 0, reservedNano: 5_000_000 }]);
    ledger.close();
    child.kill('SIGKILL');
    await once(child, 'close');
  });

  test('is guessed from above, and never above what was asked for', () => {
    const heard = { startedAt: 0, seenAt: 5000, hidden: 0, written: 100, outputTokens: 9000 } as const;
    expect(guessedTokens(heard, 15_000)).toBe(1100);
    expect(guessedTokens({ ...heard, hidden: 1 }, 15_000)).toBe(6000);
    expect(guessedTokens({ ...heard, hidden: 1, outputTokens: 400 }, 15_000)).toBe(400);
  });
});

test('what was spent in a file of the version before counts', async () => {
  using folder = new TestFolder();
  const file = folder.file('l.db');
  const first = await openLedger(file, SILENT);
  first.ledger.record(aRow({ costNano: 12 }));
  first.ledger.record(aRow({ requestId: 'r2', costNano: 30 }));
  first.ledger.close();
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(file);
  db.exec(
    'DROP TRIGGER attempts_spend; DROP TRIGGER attempts_settle; DROP TABLE budget_spent; PRAGMA user_version = 3',
  );
  db.close();
  const { ledger, reservations } = await openLedger(file, SILENT);
  ledger.record(aRow({ requestId: 'r3', costNano: 100 }));
  expect(reservations.standings([DAY])).toMatchObject([{ spentNano: 142 }]);
  ledger.close();
});
