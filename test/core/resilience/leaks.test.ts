import { getEventListeners } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { SwitchyardError } from '../../../src/core/chat/errors.ts';
import type { Provider, ProviderEvent } from '../../../src/core/ports/provider.ts';
import { attempt } from '../../../src/core/resilience/attempt.ts';
import { DeadlineWatch } from '../../../src/core/resilience/deadlines.ts';
import { AbortRace } from '../../../src/core/resilience/raceAbort.ts';
import { sleep } from '../../../src/core/resilience/sleep.ts';
import { collectGarbage } from '../../fakes/collectGarbage.ts';
import { FakeClock } from '../../fakes/fakeClock.ts';

const STEPS = 50_000;
const DEADLINES = { firstTokenMs: 1000, idleMs: 1000, totalMs: 10_000 };
const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

/** How much memory a piece of work still holds when it is over, in MB. */
async function held(work: () => Promise<void>): Promise<number> {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  await work();
  collectGarbage();
  return (process.memoryUsage().heapUsed - before) / 1e6;
}

describe('a race against an abort', () => {
  test('holds one listener and no memory over many steps, and nothing afterwards', async () => {
    const { signal } = new AbortController();
    const race = new AbortRace(signal);
    const grown = await held(async () => {
      for (let step = 0; step < STEPS; step++)
        await race.run(Promise.resolve({ step, payload: new Array(50).fill(step) }));
    });
    expect(grown).toBeLessThan(5);
    expect(listeners(signal)).toBe(1);
    race.dispose();
    expect(listeners(signal)).toBe(0);
  });

  test('is lost at once by a step that never ends', async () => {
    const controller = new AbortController();
    const race = new AbortRace(controller.signal);
    const step = race.run(new Promise(() => {}));
    controller.abort(SwitchyardError.cancelled());
    await expect(step).rejects.toMatchObject({ kind: 'cancelled' });
    await expect(race.run(Promise.resolve('late'))).rejects.toMatchObject({ kind: 'cancelled' });
    // A step that fails after it has lost is nobody's business: an unhandled rejection would fail this test.
    await expect(race.run(Promise.reject(new Error('late')))).rejects.toMatchObject({ kind: 'cancelled' });
  });

  test('lets a step fail in its own way', async () => {
    const race = new AbortRace(new AbortController().signal);
    await expect(race.run(Promise.reject(new Error('own')))).rejects.toThrow('own');
    expect(await race.run(Promise.resolve('next'))).toBe('next');
  });
});

describe('a sleep', () => {
  test('leaves no listener when it is over, and no timer when it was ended', async () => {
    const clock = new FakeClock();
    const controller = new AbortController();
    for (let night = 0; night < 100; night++) {
      const sleeping = sleep(10, clock, controller.signal);
      await clock.advance(10);
      await sleeping;
    }
    expect([listeners(controller.signal), clock.pending]).toEqual([0, 0]);
    const sleeping = sleep(10_000, clock, controller.signal);
    controller.abort();
    await expect(sleeping).rejects.toMatchObject({ kind: 'cancelled' });
    expect([listeners(controller.signal), clock.pending]).toEqual([0, 0]);
    await expect(sleep(1, clock, controller.signal)).rejects.toMatchObject({ kind: 'cancelled' });
  });
});

describe('deadlines', () => {
  test('cost one timer however much arrives, and none afterwards', () => {
    const clock = new FakeClock();
    const schedule = vi.spyOn(clock, 'schedule');
    const watch = new DeadlineWatch(DEADLINES, clock, () => {});
    for (let step = 0; step < STEPS; step++) {
      watch.spoke('words');
      watch.activity();
    }
    expect(clock.pending).toBe(1);
    expect(schedule.mock.calls.length).toBeLessThan(5);
    watch.stop();
    expect(clock.pending).toBe(0);
  });

  test('call once, and not at all once stopped', async () => {
    const clock = new FakeClock();
    const late: string[] = [];
    new DeadlineWatch(DEADLINES, clock, (error) => late.push(error.message));
    const stopped = new DeadlineWatch(DEADLINES, clock, () => late.push('stopped'));
    stopped.stop();
    await clock.advance(60_000);
    expect(late).toEqual(['no first word within 1 s']);
  });
});

describe('a call of many pieces', () => {
  const CALL = { providerId: 'a', modelName: 'm', messages: [] };
  const talkative: Provider = {
    async *stream(): AsyncGenerator<ProviderEvent> {
      for (let step = 0; step < STEPS; step++) yield { type: 'text', delta: `piece ${step}` };
      yield { type: 'finish', reason: 'stop' };
    },
  };

  test('leaves no listener, timer or memory behind', async () => {
    const clock = new FakeClock();
    const { signal } = new AbortController();
    let most = 0;
    const grown = await held(async () => {
      for await (const _ of attempt(async () => talkative, CALL, DEADLINES, clock, signal))
        most = Math.max(most, listeners(signal));
    });
    expect(grown).toBeLessThan(5);
    expect([most, listeners(signal), clock.pending]).toEqual([1, 0, 0]);
  });

  test('leaves none behind either when its reader breaks off', async () => {
    const clock = new FakeClock();
    const { signal } = new AbortController();
    for (let call = 0; call < 100; call++) {
      for await (const _ of attempt(async () => talkative, CALL, DEADLINES, clock, signal)) break;
    }
    expect([listeners(signal), clock.pending]).toEqual([0, 0]);
  });
});
