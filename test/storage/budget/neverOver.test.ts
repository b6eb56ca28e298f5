import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { expect, test } from 'vitest';
import { SILENT } from '../../../src/core/ports/logger.ts';
import { openLedger } from '../../../src/storage/openLedger.ts';
import { query, TestFolder } from '../ledgerFile.ts';
import { CHAT_NANO, DAY_NANO, MONTH_NANO, REQUEST_NANO, SERVER_NANO } from './limits.ts';

const SPENDER = fileURLToPath(new URL('./spendMoney.ts', import.meta.url));
const PROCESSES = 16;
/** It ends when so much has happened; on a busy machine that takes longer. */
const ENOUGH = { month: MONTH_NANO * 0.99, kills: 40 };
const LONGEST_MS = 22_000;

/** Settled and set aside, by whatever a limit counts, as every other program sees it in one moment. */
const COUNTED = `
WITH counted AS (
  SELECT request_id, conversation_id, source, started_at / 86400000 AS day, cost_nano AS nano FROM attempts
  UNION ALL
  SELECT request_id, conversation_id, source, started_at / 86400000, nano FROM budget_reservations)
SELECT (SELECT coalesce(sum(nano), 0) FROM counted) AS month,
  (SELECT coalesce(max(nano), 0) FROM (SELECT sum(nano) AS nano FROM counted GROUP BY day)) AS day,
  (SELECT coalesce(max(nano), 0) FROM (SELECT sum(nano) AS nano FROM counted WHERE source = 'server' GROUP BY day)) AS server,
  (SELECT coalesce(max(nano), 0) FROM (SELECT sum(nano) AS nano FROM counted GROUP BY conversation_id)) AS chat,
  (SELECT coalesce(max(nano), 0) FROM (SELECT sum(nano) AS nano FROM counted GROUP BY request_id)) AS request`;

type Counted = Record<'month' | 'day' | 'server' | 'chat' | 'request', number>;
const LIMITS: Counted = {
  month: MONTH_NANO,
  day: DAY_NANO,
  server: SERVER_NANO,
  chat: CHAT_NANO,
  request: REQUEST_NANO,
};

/** What each attempt was billed by the simulated vendor. */
function billsIn(file: string): Map<string, number> {
  const bills = new Map<string, number>();
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const space = line.lastIndexOf(' ');
    const key = line.slice(0, space);
    bills.set(key, (bills.get(key) ?? 0) + Number(line.slice(space + 1)));
  }
  return bills;
}

test('sixteen processes with random costs, aborts and kills never pass a limit, and every bill is in the ledger', async () => {
  using folder = new TestFolder();
  const [file, bill] = [folder.file('l.db'), folder.file('bill.txt')];
  (await openLedger(file, SILENT)).ledger.close();
  // One file starts in a tenth of the time of many.
  const spender = folder.file('spendMoney.mjs');
  await esbuild.build({ entryPoints: [SPENDER], outfile: spender, bundle: true, platform: 'node', format: 'esm' });
  const began = Date.now();
  let seed = 1;
  let kills = 0;
  const start = () => {
    const args = ['--disable-warning=ExperimentalWarning', spender, file, bill, String(seed++), String(began)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr?.on('data', (words) => complaints.push(String(words)));
    return child;
  };
  const complaints: string[] = [];
  const spenders: ChildProcess[] = Array.from({ length: PROCESSES }, start);
  const db = new DatabaseSync(file, { readOnly: true });
  db.exec('PRAGMA busy_timeout = 5000');
  const look = db.prepare(COUNTED);
  const most: Counted = { month: 0, day: 0, server: 0, chat: 0, request: 0 };
  let looks = 0;
  while (Date.now() - began < LONGEST_MS && (kills < ENOUGH.kills || most.month < ENOUGH.month)) {
    const counted = look.get() as Counted;
    looks += 1;
    for (const name of Object.keys(LIMITS) as (keyof Counted)[]) most[name] = Math.max(most[name], counted[name]);
    // Some end their own life at a chosen place, some lose it at any.
    if (looks % 8 === 0) spenders[(looks / 8) % PROCESSES]?.kill('SIGKILL');
    for (const [index, { signalCode, exitCode }] of spenders.entries()) {
      if (signalCode === null && exitCode === null) continue;
      kills += 1;
      spenders[index] = start();
    }
    await setTimeout(20);
  }
  const ended = spenders.map((child) => child.signalCode ?? once(child, 'close'));
  for (const child of spenders) child.kill('SIGKILL');
  await Promise.all(ended);
  db.close();
  expect(complaints).toEqual([]);

  const { ledger, reservations } = await openLedger(file, SILENT);
  expect(reservations.recover()).toBe(0);
  ledger.close();
  const rows = query(
    file,
    `SELECT attempts.request_id || '/' || attempts.attempt AS key, cost_nano AS nano, row_id IS NOT NULL AS guessed
     FROM attempts LEFT JOIN budget_guesses ON row_id = attempts.id`,
  ) as { key: string; nano: number; guessed: 0 | 1 }[];
  const bills = billsIn(bill);
  const settled = rows.filter(({ guessed }) => guessed === 0);
  const guessed = rows.filter((row) => row.guessed === 1);
  const last = query(file, COUNTED)[0] as Counted;
  for (const name of Object.keys(LIMITS) as (keyof Counted)[]) {
    expect(Math.max(most[name], last[name]), name).toBeLessThanOrEqual(LIMITS[name]);
    // Else nothing was put to the test.
    if (name === 'chat' || name === 'request') expect(most[name], name).toBeGreaterThan(LIMITS[name] * 0.99);
  }
  expect(query(file, 'SELECT * FROM budget_reservations')).toEqual([]);
  // A row for every bill and no two for one, to the last nano-dollar where its process lived to write it.
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  expect([...bills.keys()].filter((key) => !rows.some((row) => row.key === key))).toEqual([]);
  expect(settled.filter(({ key, nano }) => bills.get(key) !== nano)).toEqual([]);
  expect(guessed.filter(({ key, nano }) => (bills.get(key) ?? 0) > nano)).toEqual([]);
  expect(query(file, 'SELECT sum(nano) AS nano FROM budget_spent')).toEqual(
    query(file, 'SELECT sum(cost_nano) AS nano FROM attempts'),
  );
  expect(query(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(settled.length).toBeGreaterThan(20);
  expect(guessed.length).toBeGreaterThan(0);
  console.log({ looks, kills, settled: settled.length, guessed: guessed.length, most });
}, 60_000);
