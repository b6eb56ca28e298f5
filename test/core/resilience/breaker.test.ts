import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ErrorKind, SwitchyardError } from '../../../src/core/chat/errors.ts';
import { ShortCircuits } from '../../../src/core/ports/circuitStore.ts';
import { type Ailment, type BreakerOptions, CircuitBreaker } from '../../../src/core/resilience/breaker.ts';
import { FakeClock } from '../../fakes/fakeClock.ts';

const COOLDOWN_MS = 15_000;

/** What a test makes special of a call. */
interface Call {
  readonly model?: string;
  readonly retryAfterMs?: number;
  readonly status?: number;
  readonly by?: string;
}

/** A breaker in fake time, with calls that end as a test wants. */
class Patient {
  readonly clock: FakeClock;
  readonly breaker: CircuitBreaker;
  readonly openings: Ailment[] = [];
  cooldownMs = COOLDOWN_MS;
  #calls = 0;

  constructor(options: Partial<BreakerOptions> = {}, clock = new FakeClock()) {
    this.clock = clock;
    this.breaker = new CircuitBreaker(clock, options);
    this.breaker.onOpen((ailment) => this.openings.push(ailment));
  }

  /** Calls a model, whether or not it rests. */
  call(
    outcome: 'ok' | ErrorKind,
    { model = 'a/m', retryAfterMs, status, by = `call ${++this.#calls}` }: Call = {},
  ): void {
    const permit = this.breaker.begin(model, accountOf(model), by);
    if (outcome === 'ok') permit.succeeded();
    else permit.failed(new SwitchyardError(outcome, 'x', { retryAfterMs, status }), this.cooldownMs);
    permit.end();
  }

  /** How many milliseconds it rests; 0: it may be asked; null: until its key changes. */
  rests(model = 'a/m'): number | null {
    const rest = this.breaker.openFor(model, accountOf(model));
    return rest === undefined ? 0 : rest.remainingMs;
  }
}

function accountOf(model: string): string {
  return model.slice(0, model.indexOf('/'));
}

/** `3 rateLimit` are three calls that end so; `+20` lets so many seconds pass. */
async function play(patient: Patient, story: string): Promise<void> {
  for (const [, plus, times, outcome] of story.matchAll(/(?:\+(\d+))|(?:(\d+) (\w+))/g)) {
    if (plus !== undefined) await patient.clock.advance(Number(plus) * 1000);
    else for (let time = 0; time < Number(times); time++) patient.call(outcome as 'ok' | ErrorKind);
  }
}

describe('a circuit', () => {
  test.each([
    ['stays closed after two rate limits', '2 rateLimit', 0],
    ['opens after three rate limits within a minute', '1 rateLimit +29 1 rateLimit +29 1 rateLimit', 15_000],
    ['does so however much went well', '100 ok 3 rateLimit', 15_000],
    [
      'stays closed when the first of three is a minute old',
      '1 ok 1 rateLimit +30 1 ok 1 rateLimit +30 1 ok 1 rateLimit',
      0,
    ],
    ['stays closed after two server errors', '2 server', 0],
    ['opens after three failures of three', '1 server 1 overloaded 1 protocol', 15_000],
    ['opens when more than half of a minute failed', '2 ok 3 server', 15_000],
    ['stays closed when half of a minute failed', '3 ok 3 server', 0],
    ['forgets what went well a minute ago', '3 ok +60 3 server', 15_000],
    ['opens after one timeout, which cost its reader seconds', '1 timeout', 15_000],
    ['stays closed after one timeout among three answers', '3 ok 1 timeout', 0],
    ['takes no blame for what is in the request', '9 contextLength 9 contentFilter 9 badRequest', 0],
    ['takes no blame for what is ours', '9 budget 9 privacy 9 noTarget', 0],
    ['learns nothing from a stop', '9 cancelled', 0],
    ['opens after one unknown model, for long', '1 modelNotFound', 600_000],
    ['opens after one empty account, for long', '1 quota', 600_000],
    ['may be tried when the cooldown is over', '3 server +15', 0],
    ['closes with an answer, and forgets', '3 server +15 1 ok 1 server', 0],
    ['opens again when the probe fails', '3 server +15 1 server', 15_000],
    ['rests for a quarter of the time it was down', '3 server +100 1 server', 25_000],
    ['rests for five minutes at most', '3 server +3000 1 server', 300_000],
    ['is not kept open by calls that were made although it rests', '3 server +10 5 server', 5000],
    ['closes when one of these is answered', '3 server +10 1 ok', 0],
    ['is probed more and more rarely where nobody tells of its end', '1 quota +3600 1 quota', 900_000],
    ['is probed every hour at least', '1 quota +90000 1 quota', 3_600_000],
  ])('%s', async (_, story, restsMs) => {
    const patient = new Patient();
    await play(patient, story);
    expect(patient.rests()).toBe(restsMs);
    expect(patient.clock.pending).toBe(0);
  });

  test('rests as long as its server asked, also after a single failure', async () => {
    const patient = new Patient();
    patient.call('rateLimit', { retryAfterMs: 2000 });
    expect(patient.rests()).toBe(2000);
    await patient.clock.advance(2000);
    patient.call('ok');
    expect(patient.breaker.ailments()).toEqual([]);
    for (let time = 0; time < 3; time++) patient.call('rateLimit', { retryAfterMs: 40_000 });
    expect(patient.rests()).toBe(40_000);
    patient.call('rateLimit', { retryAfterMs: 3_600_000 });
    expect(patient.rests()).toBe(300_000);
  });

  test('rests up to a fifth shorter, never shorter than its server asked', () => {
    const patient = new Patient({ random: () => 1 });
    for (let time = 0; time < 3; time++) patient.call('server');
    expect(patient.rests()).toBe(12_000);
    for (let time = 0; time < 3; time++) patient.call('rateLimit', { model: 'b/m', retryAfterMs: 15_000 });
    expect(patient.rests('b/m')).toBe(15_000);
  });

  test('opened by the clock of a wrong day does not stay open for it', async () => {
    const store = new ShortCircuits();
    const ahead = new Patient({ store });
    await ahead.clock.advance(86_400_000);
    for (let time = 0; time < 3; time++) ahead.call('server');
    expect(new Patient({ store }).rests()).toBe(0);
  });
});

describe('half-open', () => {
  const opened = async () => {
    const patient = new Patient();
    await play(patient, '3 server +15');
    return patient;
  };

  test('lets exactly one request through', async () => {
    const { breaker } = await opened();
    expect(['r1', 'r2', 'r1'].map((by) => breaker.admit('a/m', 'a', by))).toEqual([true, false, true]);
    expect(breaker.openFor('a/m', 'a')).toEqual({ kind: 'server', remainingMs: 0, probed: true });
  });

  test('lets the next one through when the first learnt nothing', async () => {
    const { breaker, clock } = await opened();
    const permit = breaker.begin('a/m', 'a', 'r1');
    permit.failed(SwitchyardError.cancelled(), COOLDOWN_MS);
    permit.end();
    expect(breaker.admit('a/m', 'a', 'r2')).toBe(true);
    expect(clock.pending).toBe(0);
  });

  test('waits for a probe that takes its time, and not for one that died', async () => {
    const { breaker, clock } = await opened();
    const permit = breaker.begin('a/m', 'a', 'r1');
    await clock.advance(100_000);
    expect(breaker.admit('a/m', 'a', 'r2')).toBe(false);
    permit.end();
    expect(breaker.admit('a/m', 'a', 'r2')).toBe(true);
    await clock.advance(30_001);
    expect(breaker.admit('a/m', 'a', 'r3')).toBe(true);
  });

  test('is not closed by an answer that had begun before it opened', async () => {
    const patient = new Patient();
    const slow = patient.breaker.begin('a/m', 'a', 'slow');
    await patient.clock.advance(1);
    await play(patient, '3 server');
    slow.succeeded();
    slow.end();
    expect(patient.rests()).toBe(15_000);
  });
});

describe("a provider's circuit", () => {
  test('opens for all its models when its key is refused, until the key is another', () => {
    let key = 'one';
    const patient = new Patient({ keyPrint: () => key });
    patient.call('auth', { status: 401 });
    expect([patient.rests('a/m'), patient.rests('a/n'), patient.rests('b/m')]).toEqual([null, null, 0]);
    key = 'two';
    expect(patient.rests('a/n')).toBe(0);
    expect(patient.breaker.ailments()).toEqual([]);
    patient.call('auth', { status: 401 });
    expect(patient.rests('a/n')).toBe(null);
    key = 'one';
    expect(patient.rests('a/n')).toBe(0);
  });

  test('a key that changed while it was refused is not blamed', () => {
    let key = 'one';
    const patient = new Patient({ keyPrint: () => key });
    const permit = patient.breaker.begin('a/m', 'a', 'r');
    key = 'two';
    permit.failed(new SwitchyardError('auth', 'x'), COOLDOWN_MS);
    permit.end();
    expect(patient.rests()).toBe(0);
  });

  test('is not closed by time, but by an answer', async () => {
    const patient = new Patient({ keyPrint: () => 'one' });
    patient.call('auth');
    await patient.clock.advance(1_000_000_000);
    expect(patient.rests()).toBe(null);
    patient.call('ok', { model: 'a/n' });
    expect(patient.rests()).toBe(0);
  });

  test('of a process with another key says nothing to this one', () => {
    const store = new ShortCircuits();
    const clock = new FakeClock();
    const [editor, terminal] = ['one', 'two'].map((key) => new Patient({ store, keyPrint: () => key }, clock));
    editor?.call('auth');
    expect([editor?.rests(), terminal?.rests()]).toEqual([null, 0]);
    terminal?.call('ok');
    expect(editor?.rests()).toBe(null);
  });

  test('opens when its host cannot be reached, whichever models were asked', () => {
    const patient = new Patient();
    for (const model of ['a/m', 'a/n', 'a/o']) patient.call('network', { model });
    expect([patient.rests('a/p'), patient.rests('b/m')]).toEqual([15_000, 0]);
  });

  test('closes when its host answers, be it with an error', async () => {
    const patient = new Patient();
    for (const model of ['a/m', 'a/n', 'a/o']) patient.call('network', { model });
    await patient.clock.advance(15_000);
    patient.call('server', { model: 'a/m', status: 500 });
    await patient.clock.advance(1);
    expect(patient.breaker.admit('a/p', 'a', 'r1')).toBe(true);
    expect(patient.breaker.admit('a/q', 'a', 'r2')).toBe(true);
  });

  test('is forgotten with all its models by a reset', async () => {
    const patient = new Patient();
    await play(patient, '3 server 1 quota');
    patient.call('quota', { model: 'b/m' });
    patient.breaker.reset('a');
    expect([patient.rests('a/m'), patient.rests('a/n'), patient.rests('b/m')]).toEqual([0, 0, 600_000]);
    patient.breaker.reset();
    expect(patient.breaker.ailments()).toEqual([]);
  });

  test('tells of its opening once', async () => {
    const patient = new Patient({ keyPrint: () => 'one' });
    await play(patient, '3 auth 3 quota');
    expect(patient.openings.map(({ of, id, kind }) => [of, id, kind])).toEqual([
      ['account', 'a', 'auth'],
      ['account', 'a', 'quota'],
    ]);
    const quota = new Patient();
    await play(quota, '1 quota +600 1 quota +3600 1 quota');
    expect(quota.openings).toHaveLength(1);
  });
});

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
