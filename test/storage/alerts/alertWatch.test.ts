import { describe, expect, test } from 'vitest';
import { alertWords } from '../../../src/core/alerts/alertWords.ts';
import type { AttemptRow } from '../../../src/core/ports/ledger.ts';
import { SILENT } from '../../../src/core/ports/logger.ts';
import { AlertWatch } from '../../../src/storage/alerts/alertWatch.ts';
import { openLedger } from '../../../src/storage/openLedger.ts';
import { FakeClock } from '../../fakes/fakeClock.ts';
import { aRow } from '../aRow.ts';
import { TestFolder } from '../ledgerFile.ts';

const DAY = 86_400_000;

/** Two windows on one file, and what each of them tells. */
async function twoWindows(folder: TestFolder) {
  const clock = new FakeClock();
  const windows = await Promise.all([1, 2].map(() => openLedger(folder.file('ledger.db'), SILENT)));
  const told: string[] = [];
  const watches = windows.map(
    ({ ledger, notices }) =>
      new AlertWatch({ ledger, notices, clock, logger: SILENT, tell: (...alert) => told.push(alertWords(...alert)) }),
  );
  let count = 0;
  const ask = async (window: number, changes: Partial<AttemptRow>) => {
    count += 1;
    const row = aRow({
      requestId: `r${count}`,
      source: 'panel',
      startedAt: clock.now(),
      firstTokenMs: 300 + (count % 7) * 30,
      ...changes,
    });
    windows[window]?.ledger.record(row);
    await clock.advance(60_000);
    return row.requestId;
  };
  return {
    ...{ clock, told, ask, ledger: windows[0]?.ledger },
    close: () => {
      for (const watch of watches) watch.dispose();
      for (const { ledger } of windows) ledger.close();
    },
  };
}

/** Ten usual days. */
async function usualDays({ ask, clock }: Awaited<ReturnType<typeof twoWindows>>): Promise<void> {
  for (let day = 0; day < 10; day++) {
    for (let request = 0; request < 15; request++) await ask(request % 2, {});
    await clock.advance(DAY - 15 * 60_000);
  }
}

describe('a model that leaves its usual range', () => {
  test('is told of however many requests it has had today', async () => {
    using folder = new TestFolder();
    const windows = await twoWindows(folder);
    await usualDays(windows);
    for (let request = 0; request < 3100; request++) {
      windows.ledger?.record(aRow({ requestId: `busy ${request}`, startedAt: windows.clock.now() + request }));
    }
    await windows.clock.advance(60_000);
    for (let request = 0; request < 20; request++) {
      await windows.ask(0, { outcome: 'server', firstTokenMs: null });
    }
    expect(windows.told).toEqual([expect.stringMatching(/^a\/m: \d+% of the last \d+ requests failed/)]);
    windows.close();
  });

  test('by failing is told of once a day, in one of two windows, with its figures', async () => {
    using folder = new TestFolder();
    const windows = await twoWindows(folder);
    await usualDays(windows);
    for (let request = 0; request < 30; request++) {
      await windows.ask(request % 2, request % 2 === 0 ? { outcome: 'overloaded', firstTokenMs: null } : {});
    }
    expect(windows.told).toEqual([
      expect.stringMatching(/^a\/m: \d+% of the last \d+ requests failed; usually 0% do\.$/),
    ]);
    await windows.clock.advance(DAY);
    for (let request = 0; request < 30; request++)
      await windows.ask(request % 2, { outcome: 'server', firstTokenMs: null });
    expect(windows.told).toHaveLength(2);
    windows.close();
  });

  test('by being slow, dear, or asked again is told of as that', async () => {
    using folder = new TestFolder();
    const windows = await twoWindows(folder);
    await usualDays(windows);
    for (let request = 0; request < 30; request++) {
      const id = await windows.ask(0, { firstTokenMs: 2400, totalMs: 9000, costNano: 9_000_000 });
      windows.ledger?.feedback(id, 'redone', windows.clock.now());
    }
    expect(windows.told.sort()).toEqual([
      expect.stringMatching(/^a\/m: \d+% of the last \d+ answers were asked for again; usually 0% are\.$/),
      'a/m: a request costs $0.009 at the moment; usually it costs $0.0000014.',
      'a/m: a whole answer takes 9.0 s at the moment; usually it takes 80 ms.',
      'a/m: the first word takes 2.4 s at the moment; usually it takes 390 ms.',
    ]);
    windows.close();
  });

  test.each([
    ['because the requests were at fault', { outcome: 'contextLength' }],
    ['because it was tried out', { outcome: 'server', source: 'test' }],
    ['in a fire drill', { outcome: 'server', source: 'fireDrill' }],
    ['because answers were stopped', { outcome: 'cancelled' }],
  ] as const)('is not told of %s', async (_, changes) => {
    using folder = new TestFolder();
    const windows = await twoWindows(folder);
    await usualDays(windows);
    for (let request = 0; request < 30; request++) await windows.ask(0, changes);
    expect(windows.told).toEqual([]);
    windows.close();
  });
});
