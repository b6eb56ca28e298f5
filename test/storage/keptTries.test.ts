import { expect, test } from 'vitest';
import { SILENT } from '../../src/core/ports/logger.ts';
import type { Try } from '../../src/core/ports/tryBook.ts';
import { KeptTries } from '../../src/storage/keptTries.ts';
import type { LedgerStore } from '../../src/storage/ledgerStore.ts';
import { localCalendar } from '../../src/storage/localCalendar.ts';
import { MemoryLedger } from '../../src/storage/memoryLedger.ts';
import { openLedger } from '../../src/storage/openLedger.ts';
import { FakeClock } from '../fakes/fakeClock.ts';
import { aRow } from './aRow.ts';
import { TestFolder } from './ledgerFile.ts';

const TRY: Try = { model: 'a/m', usualNano: 100, extraNano: 50 };

async function ledgers(folder: TestFolder): Promise<LedgerStore[]> {
  return [new MemoryLedger(), (await openLedger(folder.file('ledger.db'), SILENT)).ledger];
}

test('what tries cost is what they took beyond the usual, as expected until they are paid, today and in all windows', async () => {
  using folder = new TestFolder();
  for (const ledger of await ledgers(folder)) {
    const clock = new FakeClock();
    const [one, other] = [new KeptTries(ledger, localCalendar, clock), new KeptTries(ledger, localCalendar, clock)];
    expect(other.extraToday()).toBe(0);
    one.note('first', TRY);
    expect(one.extraToday()).toBe(50);
    ledger.record(aRow({ requestId: 'first', costNano: 120 }));
    ledger.record(aRow({ requestId: 'first', attempt: 2, costNano: 60 }));
    ledger.record(aRow({ requestId: 'else', costNano: 1000 }));
    one.note('second', TRY);
    ledger.record(aRow({ requestId: 'second', costNano: 30 }));
    expect(other.extraToday()).toBe(0);
    await clock.advance(1000);
    expect([one.extraToday(), other.extraToday()]).toEqual([80, 80]);
    await clock.advance(24 * 3_600_000);
    expect(one.extraToday()).toBe(0);
    expect(ledger.armsSince('', 0)).toEqual([]);
    ledger.close();
  }
});

test('the ledger is read once a second at most', async () => {
  let reads = 0;
  const clock = new FakeClock();
  const ledger = { tried() {}, extraSince: () => ++reads };
  const tries = new KeptTries(ledger, localCalendar, clock);
  for (let at = 0; at < 1000; at++) tries.extraToday();
  expect(reads).toBe(1);
  await clock.advance(1000);
  tries.extraToday();
  expect(reads).toBe(2);
});
