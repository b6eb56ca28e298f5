import { describe, expect, test } from 'vitest';
import { SwitchyardError } from '../../../src/core/chat/errors.ts';
import { Drill } from '../../../src/core/drill/drill.ts';
import { DrillCircuits } from '../../../src/core/drill/drillCircuits.ts';
import { CircuitBreaker } from '../../../src/core/resilience/breaker.ts';
import { openLedger } from '../../../src/storage/openLedger.ts';
import { FakeClock } from '../../fakes/fakeClock.ts';
import { LogLines, TestFolder } from '../ledgerFile.ts';

const HOUR = 3_600_000;
const models = (breaker: CircuitBreaker) => breaker.ailments().map(({ of, id }) => `${of} ${id}`);

function fail(breaker: CircuitBreaker, model: string, kind: 'network' | 'auth' | 'modelNotFound' = 'network'): void {
  const permit = breaker.begin(model, model.split('/')[0] ?? '', 'r');
  permit.failed(new SwitchyardError(kind, 'x'), HOUR);
  permit.end();
}

/** What was read of the file is read again. */
const fresh = () => new Promise((resolve) => setTimeout(resolve, 10));

/** Two windows on one ledger, the first of which holds drills. */
async function windows(folder: TestFolder) {
  const clock = new FakeClock();
  const [one, two] = await Promise.all([0, 1].map(() => openLedger(folder.file('l.db'), new LogLines())));
  if (one === undefined || two === undefined) throw new Error('no ledger');
  const drill = new Drill(clock);
  return {
    ...{ clock, drill },
    drilled: new CircuitBreaker(clock, { store: new DrillCircuits(one.circuits, drill) }),
    other: new CircuitBreaker(clock, { store: two.circuits }),
    close: () => {
      for (const { ledger } of [one, two]) ledger.close();
    },
  };
}

describe('the circuits that a fire drill opens', () => {
  test.each([
    ['a', ['account a', 'model a/m']],
    ['a/m', ['account a', 'model a/m']],
  ])('are its own window’s, and gone at its end (%s)', async (target, opened) => {
    using folder = new TestFolder();
    const { drill, drilled, other, close } = await windows(folder);
    drill.start(target, HOUR);
    for (let call = 0; call < 3; call++) fail(drilled, 'a/m');
    expect(models(drilled).sort()).toEqual(opened);
    expect(drilled.openFor('a/m', 'a')?.kind).toBe('network');
    await fresh();
    expect(models(other)).toEqual([]);
    expect(other.admit('a/m', 'a', 'theirs')).toBe(true);
    drill.stop();
    expect(models(drilled)).toEqual([]);
    await fresh();
    expect(models(other)).toEqual([]);
    close();
  });

  test('end with the time of the drill, too, and do not come back with the next', async () => {
    using folder = new TestFolder();
    const { clock, drill, drilled, close } = await windows(folder);
    drill.start('a', 60_000);
    for (let call = 0; call < 3; call++) fail(drilled, 'a/m');
    await clock.advance(60_000);
    expect(models(drilled)).toEqual([]);
    drill.start('a', 60_000);
    expect(models(drilled)).toEqual([]);
    close();
  });

  test('are all that is hidden: what is known of others is shared as ever', async () => {
    using folder = new TestFolder();
    const { drill, drilled, other, close } = await windows(folder);
    drill.start('a', HOUR);
    fail(drilled, 'b/gone', 'modelNotFound');
    fail(other, 'c/gone', 'modelNotFound');
    await fresh();
    expect(models(other).sort()).toEqual(['model b/gone', 'model c/gone']);
    expect(models(drilled).sort()).toEqual(['model b/gone', 'model c/gone']);
    drilled.reset();
    await fresh();
    expect(models(other)).toEqual([]);
    close();
  });

  test('leave alone what was known before it, which is as it was afterwards', async () => {
    using folder = new TestFolder();
    const { drill, drilled, other, close } = await windows(folder);
    fail(other, 'a/gone', 'modelNotFound');
    await fresh();
    drill.start('a', HOUR);
    expect(models(drilled)).toEqual(['model a/gone']);
    for (let call = 0; call < 3; call++) fail(drilled, 'a/m');
    drilled.reset('a');
    expect(models(drilled)).toEqual([]);
    drill.stop();
    await fresh();
    expect(models(drilled)).toEqual(['model a/gone']);
    expect(models(other)).toEqual(['model a/gone']);
    close();
  });
});
