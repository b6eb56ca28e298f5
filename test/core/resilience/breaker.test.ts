import { describe, expect, test } from 'vitest';
import { type ErrorKind, SwitchyardError } from '../../../src/core/chat/errors.ts';
import { ShortCircuits } from '../../../src/core/ports/circuitStore.ts';
import { FakeClock } from '../../fakes/fakeClock.ts';
import { COOLDOWN_MS, Patient } from './patient.ts';

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

  test('opens for all its models when it is out of credit, until the key is another', () => {
    let key = 'one';
    const patient = new Patient({ keyPrint: () => key });
    patient.call('quota', { status: 402 });
    expect([patient.rests('a/m'), patient.rests('a/n'), patient.rests('b/m')]).toEqual([600_000, 600_000, 0]);
    key = 'two';
    expect([patient.rests('a/m'), patient.rests('a/n')]).toEqual([0, 0]);
  });

  test('stays closed when one of its models is unknown to it', () => {
    const patient = new Patient({ keyPrint: () => 'one' });
    patient.call('modelNotFound', { status: 404 });
    expect([patient.rests('a/m'), patient.rests('a/n')]).toEqual([600_000, 0]);
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
