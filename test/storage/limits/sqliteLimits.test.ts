import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { isLease, Limiter } from '../../../src/core/limits/limiter.ts';
import type { LearntLimit, Start } from '../../../src/core/limits/limits.ts';
import type { LimitStore } from '../../../src/core/ports/limitStore.ts';
import { openLedgerDatabase } from '../../../src/storage/ledgerDatabase.ts';
import { MemoryLimits } from '../../../src/storage/limits/memoryLimits.ts';
import { SqliteLimits } from '../../../src/storage/limits/sqliteLimits.ts';
import { systemClock } from '../../../src/storage/systemClock.ts';
import { LogLines, TestFolder } from '../ledgerFile.ts';

const START: Start = { model: 'm', at: 1000, inputTokens: 10, outputTokens: 5, leaseUntil: 2000 };
const LEARNT: LearntLimit = {
  name: 'requests',
  counts: 'requests',
  scope: 'm',
  remaining: 3,
  gradual: false,
  since: 900,
  at: 950,
  resetAt: 9000,
};
const script = fileURLToPath(new URL('./takeLimits.ts', import.meta.url));
const yes = () => undefined;

async function open(folder: TestFolder, log = new LogLines()) {
  const db = await openLedgerDatabase(folder.file('l.db'));
  return { db, log, store: new SqliteLimits(db, log, () => false) };
}

test('On disk and in memory the same is counted', async () => {
  using folder = new TestFolder();
  const { db, store } = await open(folder);
  for (const limits of [store, new MemoryLimits()] satisfies LimitStore[]) {
    const first = limits.add('p', START, 0, yes);
    const second = limits.add('p', { ...START, at: 1100, model: 'n' }, 0, yes);
    expect(limits.add('p', START, 0, ({ starts }) => `${starts.length} are enough`)).toEqual({
      refusal: '2 are enough',
    });
    limits.add('q', START, 0, yes);
    if (first === 'busy' || second === 'busy' || !('id' in first && 'id' in second)) throw new Error('not admitted');
    limits.end(first.id, { inputTokens: 1, outputTokens: 2 });
    limits.renew([first.id, second.id], 5000);
    limits.learn('p', [LEARNT, { ...LEARNT, name: 'tokens', limit: 7, gradual: true }]);
    limits.learn('p', [{ ...LEARNT, remaining: 2 }]);
    const { starts, learnt } = limits.counted('p', 0);
    expect(starts.map((start) => ({ ...start }))).toEqual([
      { model: 'm', at: 1000, inputTokens: 1, outputTokens: 2, leaseUntil: 0 },
      { model: 'n', at: 1100, inputTokens: 10, outputTokens: 5, leaseUntil: 5000 },
    ]);
    expect(learnt).toEqual([
      { ...LEARNT, remaining: 2 },
      { ...LEARNT, name: 'tokens', limit: 7, gradual: true },
    ]);
    // What still runs is known however long ago it began; what ended long ago is not.
    expect(limits.counted('p', 1200).starts.map(({ model }) => model)).toEqual(['n']);
    limits.add('p', { ...START, at: 700_000 }, 100_000, yes);
    expect(limits.counted('p', 0).starts.map(({ at }) => at)).toEqual([700_000]);
  }
  db.close();
});

test('Processes that share a file never have more calls at a time than the limit', { timeout: 60_000 }, async () => {
  using folder = new TestFolder();
  const run = () => promisify(execFile)(process.execPath, [script, folder.file('l.db'), '{"concurrent":2}', '20', '5']);
  const outputs = await Promise.all([run(), run(), run()]);
  const events = outputs.flatMap(({ stdout }) => stdout.trim().split('\n')).map((line) => line.split(' '));
  // An end that is said in the same millisecond as a start was before it.
  const inOrder = events.sort(
    ([whatA = '', atA], [whatB = '', atB]) => Number(atA) - Number(atB) || whatA.localeCompare(whatB),
  );
  let running = 0;
  let most = 0;
  for (const [what] of inOrder) {
    running += what === 'start' ? 1 : -1;
    most = Math.max(most, running);
  }
  expect(events.filter(([what]) => what === 'start')).toHaveLength(60);
  expect(most).toBe(2);
  expect(outputs.map(({ stderr }) => stderr)).toEqual(['', '', '']);
});

test('Processes that share a file never send more requests a minute than the limit', { timeout: 60_000 }, async () => {
  using folder = new TestFolder();
  const run = () =>
    promisify(execFile)(process.execPath, [script, folder.file('l.db'), '{"requestsPerMinute":10}', '30', '0']);
  const outputs = await Promise.all([run(), run(), run()]);
  const said = outputs.flatMap(({ stdout }) => stdout.trim().split('\n')).map((line) => line.split(' ')[0]);
  expect(said.filter((what) => what === 'start')).toHaveLength(10);
  expect(said.filter((what) => what === 'full')).toHaveLength(80);
});

test('The calls of a process that was killed end with their leases', { timeout: 60_000 }, async () => {
  using folder = new TestFolder();
  const child = spawn(process.execPath, [script, folder.file('l.db'), '{"concurrent":1}', '1', '60000']);
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const { db, store } = await open(folder);
  const provider = { id: 'p', limits: { concurrent: 1 } };
  const at = (ms: number) => new Limiter(store, { ...systemClock, now: () => Date.now() + ms });
  const never = new AbortController().signal;
  expect(isLease(await at(0).acquire(provider, { ...START }, never))).toBe(false);
  const later = await at(31_000).acquire(provider, { ...START }, never);
  expect(isLease(later)).toBe(true);
  if (isLease(later)) later.end();
  db.close();
});

test('Between the look and the call no other process takes the place', async () => {
  using folder = new TestFolder();
  const mine = await open(folder);
  const other = await open(folder);
  let meanwhile: unknown;
  mine.store.add('p', START, 0, () => {
    meanwhile = other.store.add('p', START, 0, yes);
    return undefined;
  });
  expect(meanwhile).toBe('busy');
  expect(other.store.counted('p', 0).starts).toHaveLength(1);
  mine.db.close();
  other.db.close();
});

test('A file that another process is writing to makes nobody wait in the call itself; what ends is written later', async () => {
  using folder = new TestFolder();
  const mine = await open(folder);
  const other = await open(folder);
  const admission = mine.store.add('p', START, 0, yes);
  if (admission === 'busy' || !('id' in admission)) throw new Error('not admitted');
  other.db.exec('BEGIN IMMEDIATE');
  const began = performance.now();
  expect(mine.store.add('p', START, 0, yes)).toBe('busy');
  expect(mine.store.counted('p', 0).starts).toHaveLength(1);
  mine.store.end(admission.id);
  mine.store.learn('p', [LEARNT]);
  expect(performance.now() - began).toBeLessThan(200);
  expect(other.store.counted('p', 0)).toMatchObject({ starts: [{ leaseUntil: 2000 }], learnt: [] });
  other.db.exec('COMMIT');
  await expect
    .poll(() => other.store.counted('p', 0), { timeout: 3000 })
    .toMatchObject({ starts: [{ leaseUntil: 0 }], learnt: [{ remaining: 3 }] });
  expect(mine.log.lines).toEqual([]);
  mine.db.close();
  other.db.close();
});

test('A file that breaks is named once, and calls are counted in memory from there on', async () => {
  using folder = new TestFolder();
  const { db, store, log } = await open(folder);
  const admission = store.add('p', START, 0, yes);
  if (admission === 'busy' || !('id' in admission)) throw new Error('not admitted');
  db.exec('DROP TABLE limit_starts');
  const own = store.add('p', START, 0, yes);
  expect(store.add('p', START, 0, ({ starts }) => starts.length)).toEqual({ refusal: 1 });
  store.end(admission.id);
  if (own !== 'busy' && 'id' in own) store.end(own.id);
  expect(store.counted('p', 0).starts).toMatchObject([{ leaseUntil: 0 }]);
  expect(log.lines).toEqual(['error calls are counted for this process only: no such table: limit_starts']);
  // The ledger itself goes on: no transaction was left open.
  db.exec('BEGIN IMMEDIATE; COMMIT');
  db.close();
});

test('Counting costs far less than a millisecond a call', async () => {
  using folder = new TestFolder();
  const { db, store } = await open(folder);
  const limiter = new Limiter(store, systemClock);
  const provider = { id: 'p', limits: { requestsPerMinute: 100_000, tokensPerMinute: 1e9, concurrent: 10 } };
  const never = new AbortController().signal;
  const times: number[] = [];
  for (let call = 0; call < 300; call++) {
    const began = performance.now();
    limiter.picture().full(provider, START);
    const lease = await limiter.acquire(provider, START, never);
    if (isLease(lease)) lease.end({ inputTokens: 1, outputTokens: 1 });
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  expect(times[150]).toBeLessThan(1);
  db.close();
});
