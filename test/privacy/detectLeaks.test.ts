import { expect, test, vi } from 'vitest';
import { leakDetector } from '../../src/privacy/detectLeaks.ts';

const signal = new AbortController().signal;
const TOKEN = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;

test('what is found comes in the order of its places, each value once', async () => {
  const [examined] = await leakDetector()([`mail a.b@firma.de, ${TOKEN}, c.d@firma.de and a.b@firma.de`], signal);
  expect(examined?.leaks.map(({ type, kind, value }) => [type, kind, value])).toEqual([
    ['personal', 'email', 'a.b@firma.de'],
    ['secret', 'github', TOKEN],
    ['personal', 'email', 'c.d@firma.de'],
  ]);
});

test('a secret on the border of two pieces is found once', async () => {
  for (const before of [47_980, 41_990, 84_000]) {
    const [examined] = await leakDetector()([`${'x '.repeat(before / 2)}${TOKEN} ${'y '.repeat(30_000)}`], signal);
    expect(examined?.leaks.map(({ value }) => value)).toEqual([TOKEN]);
  }
});

test('a text that was looked through is not looked through again', async () => {
  let asked = 0;
  const detect = leakDetector(() => {
    asked += 1;
    return 0;
  });
  const text = `once ${TOKEN}`;
  await detect([text], signal);
  const once = asked;
  const again = await detect([text], signal);
  expect(asked - once).toBeLessThan(once);
  expect(again[0]?.leaks).toHaveLength(1);
});

test('a secret that was found by what stands around it is found again where that is gone', async () => {
  const detect = leakDetector();
  const value = 'kQ7vTz9pLm2x';
  const bare = `It was ${value}, which looks random.`;
  expect((await detect([bare], signal))[0]?.leaks).toEqual([]);
  await detect([`Explain: password="${value}"`], signal);
  expect((await detect([bare, 'nothing'], signal)).map(({ leaks }) => leaks.map((leak) => leak.value))).toEqual([
    [value],
    [],
  ]);
  expect((await leakDetector()([bare], signal))[0]?.leaks).toEqual([]);
});

test('a stop ends the search', async () => {
  const controller = new AbortController();
  controller.abort();
  await expect(leakDetector()(['x'.repeat(100_000)], controller.signal)).rejects.toThrow();
});

test('what takes too long is left, and said to be left', async () => {
  let time = 0;
  const detect = leakDetector(() => {
    time += 900;
    return time;
  });
  const [examined] = await detect(['x'.repeat(1_000_000)], signal);
  expect(examined?.incomplete).toBe(true);
});

test('what others take is not counted, so that a busy host leaves nothing unseen', async () => {
  let time = 0;
  const waits = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((go: () => void) => {
    time += 3000;
    queueMicrotask(go);
  }) as never);
  let turns = 0;
  try {
    const detect = leakDetector(() => {
      turns += 1;
      // Every piece takes 10 ms, after which others have their turn.
      if (turns % 2 === 0) time += 10;
      return time;
    });
    const [first, last] = await detect(['x '.repeat(100_000), `Why is ${TOKEN} refused?`], signal);
    expect(waits).toHaveBeenCalled();
    expect([first?.incomplete, last?.incomplete, last?.leaks.length]).toEqual([undefined, undefined, 1]);
  } finally {
    waits.mockRestore();
  }
});

test('the newest text is looked at first', async () => {
  let time = 0;
  const detect = leakDetector(() => {
    time += 2500;
    return time;
  });
  const [old, newest] = await detect(['An older question.', `Why is ${TOKEN} refused?`], signal);
  expect([old?.incomplete, newest?.incomplete, newest?.leaks.length]).toEqual([true, undefined, 1]);
});

test('no text takes long, whatever its lines are', async () => {
  const seeds = [
    'a',
    '-',
    'sk-',
    'postgres://a:',
    ' ',
    'A1',
    ['-----BEGIN', 'PRIVATE KEY-----'].join(' '),
    '@',
    'a@b.',
    '1',
    '1 ',
    '+1',
    '"',
    'eyJ',
    'DE89 ',
    'password="',
    '_',
    'PASSWORD=',
    'ghp_',
    '(',
    '+49 (',
    'AB123456',
    'sk_a-',
    'x-',
    'API_KEY_',
    'Bearer ',
    'Authorization: ',
    'Bearer a.',
    'token: ',
    'token=\\"',
    'sk-a',
    'a-',
  ];
  await leakDetector()(['warm'], signal);
  for (const seed of seeds) {
    const before = process.cpuUsage().user;
    await leakDetector()([seed.repeat(Math.ceil(100_000 / seed.length))], signal);
    // In microseconds of this process: other ones may be busy.
    expect(process.cpuUsage().user - before, seed).toBeLessThan(400_000);
  }
});
