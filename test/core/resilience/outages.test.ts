import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ErrorKind, SwitchyardError } from '../../../src/core/chat/errors.ts';
import { ShortCircuits } from '../../../src/core/ports/circuitStore.ts';
import { CircuitBreaker } from '../../../src/core/resilience/breaker.ts';
import { FakeClock } from '../../fakes/fakeClock.ts';
import { COOLDOWN_MS, Patient } from './patient.ts';

describe('an outage', () => {
  /** When the primary answers again, if it is down from the start for `downMs` and asked every `everyMs`. */
  async function recovery(
    downMs: number,
    everyMs: number,
    cooldownMs: number,
    random: () => number,
  ): Promise<{ at: number; asked: number }> {
    const patient = new Patient({ random });
    patient.cooldownMs = cooldownMs;
    for (let at = 0, asked = 0; ; at += everyMs) {
      if (patient.breaker.admit('a/m', 'a', `${at}`)) {
        if (at >= downMs) return { at, asked };
        asked++;
        patient.call('server', { status: 503, by: `${at}` });
      }
      await patient.clock.advance(everyMs);
    }
  }

  test.each([
    ['of a minute', 60_000, 4000, 15_000, 76_000],
    ['of six seconds, fast', 6000, 1200, 2000, 10_800],
  ])('%s is over for us soon after it is over, whatever the jitter', async (_, downMs, everyMs, cooldownMs, latest) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), async (jitters) => {
        let next = 0;
        const { at } = await recovery(downMs, everyMs, cooldownMs, () => jitters[next++ % jitters.length] as number);
        expect(at).toBeLessThanOrEqual(latest);
      }),
      { numRuns: 40 },
    );
  });

  test('is prolonged by a quarter at most, or by the cooldown', async () => {
    for (const minutes of [2, 5, 10, 20]) {
      const downMs = minutes * 60_000;
      const { at, asked } = await recovery(downMs, 1000, COOLDOWN_MS, () => 0);
      expect(at - downMs).toBeLessThanOrEqual(Math.max(COOLDOWN_MS, downMs / 4) + 1000);
      expect(asked).toBeLessThan(25);
    }
  });
});

describe('whatever happens', () => {
  const kind = fc.constantFrom<ErrorKind>(
    'rateLimit',
    'server',
    'timeout',
    'network',
    'quota',
    'modelNotFound',
    'cancelled',
    'contextLength',
  );
  const step = fc.oneof(
    fc.record({ type: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 400_000 }) }),
    fc.record({ type: fc.constant('begin' as const), window: fc.nat(2), model: fc.constantFrom('a/m', 'a/n') }),
    fc.record({
      type: fc.constant('end' as const),
      which: fc.nat(9),
      kind: fc.option(kind, { nil: undefined }),
      retryAfterMs: fc.constantFrom(undefined, 500, 90_000),
    }),
    // Its process is killed: nothing is ever heard of it again.
    fc.record({ type: fc.constant('kill' as const), which: fc.nat(9) }),
  );

  test('a circuit is never tried by two requests at once, and never stays open for ever', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const [store, clock] = [new ShortCircuits(), new FakeClock()];
        const windows = [0, 1, 2].map(() => new CircuitBreaker(clock, { store }));
        let running: { permit: ReturnType<CircuitBreaker['begin']>; id: string }[] = [];
        let calls = 0;
        for (const one of steps) {
          if (one.type === 'wait') await clock.advance(one.ms);
          else if (one.type === 'begin') {
            const [window, id] = [windows[one.window] as CircuitBreaker, `r${++calls}`];
            const probes = [...store.all()].filter(
              ([key, { open }]) =>
                key === `model ${one.model}` && open?.probe !== undefined && open.probe.until > clock.now(),
            );
            const admitted = window.admit(one.model, 'a', id);
            if (probes.length > 0) expect(admitted).toBe(false);
            if (admitted) running.push({ permit: window.begin(one.model, 'a', id), id });
          } else {
            const call = running[one.which % Math.max(1, running.length)];
            if (call === undefined) continue;
            running = running.filter((other) => other !== call);
            if (one.type === 'kill') {
              // Its renewals stop with it; its claim is left behind.
              const held = new Map([...store.all()].filter(([, { open }]) => open?.probe?.by === call.id));
              call.permit.end();
              store.change([...held.keys()], (circuit, key) => held.get(key) ?? circuit);
            } else {
              if (one.kind === undefined) call.permit.succeeded();
              else
                call.permit.failed(new SwitchyardError(one.kind, 'x', { retryAfterMs: one.retryAfterMs }), COOLDOWN_MS);
              call.permit.end();
            }
          }
        }
        for (const { permit } of running) permit.end();
        await clock.advance(3_600_001);
        for (const model of ['a/m', 'a/n']) expect(windows[0]?.openFor(model, 'a')).toBeUndefined();
        expect(clock.pending).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});
