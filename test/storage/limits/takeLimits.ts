// Run by tests in a process of its own: node takeLimits.ts FILE LIMITS COUNT RUN_MS; takes so many calls, each for a moment,
// waiting where it must, and says `start TIME` and `end TIME` for each.
import { writeSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { isLease, Limiter } from '../../../src/core/limits/limiter.ts';
import { openLedger } from '../../../src/storage/openLedger.ts';
import { systemClock } from '../../../src/storage/systemClock.ts';
import { LogLines } from '../ledgerFile.ts';

const [file = '', limits = '{}', count = '0', runMs = '0'] = process.argv.slice(2);
const log = new LogLines();
const { ledger, limits: store, problem } = await openLedger(file, log);
const limiter = new Limiter(store, systemClock);
const provider = { id: 'p', limits: JSON.parse(limits) };
const need = { model: 'm', inputTokens: 1, outputTokens: 1 };
const never = new AbortController().signal;

async function call(): Promise<void> {
  for (;;) {
    const given = await limiter.acquire(provider, need, never);
    if (isLease(given)) {
      writeSync(1, `start ${Date.now()}\n`);
      await delay(Number(runMs));
      writeSync(1, `end ${Date.now()}\n`);
      given.end();
      return;
    }
    if (given.freeInMs !== undefined) {
      writeSync(1, `full ${Date.now()}\n`);
      return;
    }
    await delay(1);
  }
}

await Promise.all(Array.from({ length: Number(count) }, call));
ledger.close();
for (const line of [...log.lines, ...(problem === undefined ? [] : [problem])]) writeSync(2, `${line}\n`);
