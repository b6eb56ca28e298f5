import { expect, test } from 'vitest';
import { runSwitchyard } from '../../bench/chaos/run.ts';
import { Simulators } from '../../bench/chaos/simulators.ts';

test('whatever the providers do, who can be answered is, once and whole, and every attempt and cent is in the ledger', async () => {
  await using simulators = await Simulators.start();
  const { run, audit } = await runSwitchyard(simulators, { seed: 20_261_122, total: 500, atOnce: 25 });
  const { unanswered, duplicates, gaps, whole, hopeless } = run.judgement;
  expect({ unanswered, duplicates, gaps }).toEqual({ unanswered: [], duplicates: [], gaps: [] });
  expect(whole).toBeGreaterThanOrEqual(500 - hopeless);
  expect({ lostRows: audit.lostRows, offNano: audit.offNano }).toEqual({ lostRows: 0, offNano: 0 });
  // The weather was really bad.
  expect(audit.rows).toBeGreaterThan(530);
  expect(audit.billedNano).toBeGreaterThan(1_000_000);
}, 60_000);
