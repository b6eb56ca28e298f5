import { describe, expect, test } from 'vitest';
import { requestFor } from '../../src/shell/chat/requestFor.ts';
import { settleHome } from '../../src/shell/chat/settleHome.ts';
import { outOfMoney } from '../fakes/outOfMoney.ts';
import { Scenario } from '../fakes/scenario.ts';
import { fault, type Step } from '../fakes/scriptedProvider.ts';
import { THREE } from '../fakes/testSetup.ts';
import { conversationOf, userTurn } from '../shell/chat/aConversation.ts';

const OK: Step[] = ['Hello', { usage: { inputTokens: 10, outputTokens: 2 } }, { finish: 'stop' }];
const DOWN: Step[] = [fault('server', { status: 503 })];

const asked = (log: readonly string[]) => log.flatMap((line) => / attempt \d+ (\S+)/.exec(line)?.[1] ?? []);

describe('a request while a circuit is half-open', () => {
  test('is one of two that come at once: the other asks the next model, without a word of failure', async () => {
    const slow: Step[] = [{ wait: 3000 }, ...OK];
    const scenario = new Scenario({ a: [DOWN, DOWN, DOWN, slow], b: OK });
    for (let request = 0; request < 3; request++) await scenario.run({ id: `down ${request}` }, { forMs: 1000 });
    await scenario.clock.advance(15_000);
    const logs: string[][] = [];
    await scenario.run(
      { id: 'probe' },
      {
        forMs: 5000,
        onEvent: (event) => {
          if (event.type === 'attempt') void scenario.run({ id: 'beside' }, { forMs: 0 }).then((log) => logs.push(log));
        },
      },
    );
    expect(asked(logs[0] ?? [])).toEqual(['b/m']);
    expect(logs[0]?.at(-1)).toContain('done b/m');
    expect(logs[0]?.some((line) => line.includes('fallback'))).toBe(false);
    expect(asked(await scenario.run({ id: 'after' }, { forMs: 4000 }))).toEqual(['a/m']);
    expect(scenario.clock.pending).toBe(0);
  });

  test('falls back as silently as any other when its probe fails', async () => {
    const scenario = new Scenario({ a: DOWN, b: OK });
    for (let request = 0; request < 3; request++) await scenario.run({ id: `down ${request}` }, { forMs: 1000 });
    await scenario.clock.advance(15_000);
    const log = await scenario.run({ id: 'probe' }, { forMs: 1000 });
    expect(asked(log)).toEqual(['a/m', 'b/m']);
    expect(log.at(-1)).toContain('done b/m');
    expect(asked(await scenario.run({ id: 'after' }, { forMs: 1000 }))).toEqual(['b/m']);
  });
});

describe('a request that was to try a resting model and does not call it leaves that to the next one', () => {
  /** A scenario in which `a/m` is well again, and its rest just over. */
  async function afterRest(settings: Record<string, unknown>, b = OK): Promise<Scenario> {
    const scenario = new Scenario({ a: [DOWN, DOWN, DOWN, OK], b, c: OK }, settings);
    for (let request = 0; request < 3; request++)
      await scenario.run({ id: `down ${request}`, model: 'a/m' }, { forMs: 1000 });
    await scenario.clock.advance(15_000);
    return scenario;
  }
  const limited = { providers: { ...THREE.providers, a: { ...THREE.providers.a, limits: { concurrent: 1 } } } };

  test('because its budget stops it', async () => {
    const scenario = await afterRest({ budget: { requestUsd: 1 } });
    outOfMoney(scenario, 'a/m', 1);
    expect((await scenario.run({ id: 'stopped' }, { forMs: 1000 })).at(-1)).toContain('done b/m');
    expect(asked(await scenario.run({ id: 'after' }, { forMs: 1000 }))).toEqual(['a/m']);
  });

  test('because a limit is reached', async () => {
    const scenario = await afterRest(limited);
    const acquire = scenario.limiter.acquire.bind(scenario.limiter);
    scenario.limiter.acquire = async () => {
      scenario.limiter.acquire = acquire;
      return { reason: 'taken meanwhile' };
    };
    expect(asked(await scenario.run({ id: 'stopped' }, { forMs: 1000 }))).toEqual(['b/m']);
    expect(asked(await scenario.run({ id: 'after' }, { forMs: 1000 }))).toEqual(['a/m']);
  });

  test('because its reader stops while it waits for its place', async () => {
    const scenario = await afterRest(limited);
    const { limits } = scenario;
    const add = limits.add.bind(limits);
    limits.add = () => 'busy';
    expect((await scenario.run({ id: 'stopped' }, { forMs: 1000, stopAfterMs: 100 })).at(-1)).toContain('cancelled');
    limits.add = add;
    expect(asked(await scenario.run({ id: 'after' }, { forMs: 1000 }))).toEqual(['a/m']);
  });

  test('because its reader goes when it hears that its turn has come', async () => {
    const scenario = await afterRest({ routes: { default: ['b/m', 'a/m', 'c/m'] } }, DOWN);
    for await (const event of scenario.events({ id: 'gone' })) if (event.type === 'fallback') break;
    expect(asked(await scenario.run({ id: 'after' }, { forMs: 1000 }))).toEqual(['b/m', 'a/m']);
  });
});

test('when all rest they are asked all the same, whoever comes back first before the others', async () => {
  const limited = (retryAfterMs: number): Step[][] => [[fault('rateLimit', { retryAfterMs })], OK];
  const scenario = new Scenario({ a: limited(30_000), b: limited(9000), c: [[fault('auth', { status: 401 })], OK] });
  expect((await scenario.run({ id: 'one' }, { forMs: 0 })).at(-1)).toContain('error');
  const log = await scenario.run({ id: 'two' }, { forMs: 0 });
  expect(log[0]).toBe('0 decision b/m a/m c/m');
  expect(log.at(-1)).toContain('done b/m');
});

test('a chat whose model rests has a guest, and goes home when it is back, also if it began with the guest', async () => {
  const models = {
    'a/m': { tier: 'standard', price: { input: 1, output: 2 } },
    'b/m': { tier: 'standard', price: { input: 5, output: 9 } },
  };
  const scenario = new Scenario({ a: [DOWN, DOWN, DOWN, OK], b: OK }, { routes: {}, models });
  const chats = [conversationOf([]), conversationOf([])];
  const ask = async (index: number, id: string) => {
    const chat = chats[index] ?? conversationOf([]);
    const { id: _, ...request } = requestFor(
      chat,
      userTurn(id, null, { text: 'Implement an LRU cache in TypeScript' }),
      id,
      {},
    );
    return asked(
      await scenario.run(
        { ...request, id },
        {
          forMs: 1000,
          onEvent: (event) => {
            if (event.type === 'decision') settleHome(chat, event);
          },
        },
      ),
    );
  };
  expect([await ask(0, 'q1'), await ask(0, 'q2'), await ask(0, 'q3')]).toEqual(new Array(3).fill(['a/m', 'b/m']));
  expect([await ask(0, 'q4'), await ask(1, 'q5')]).toEqual([['b/m'], ['b/m']]);
  expect(chats.map((chat) => chat.home?.model)).toEqual(['a/m', 'a/m']);
  await scenario.clock.advance(15_000);
  expect([await ask(0, 'q6'), await ask(1, 'q7')]).toEqual([['a/m'], ['a/m']]);
});
