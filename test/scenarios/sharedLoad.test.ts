import { expect, test } from 'vitest';
import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import type { ChatRequest } from '../../src/core/chat/chatRequest.ts';
import { SwitchyardError } from '../../src/core/chat/errors.ts';
import { Scenario } from '../fakes/scenario.ts';
import type { Step } from '../fakes/scriptedProvider.ts';

const A = { api: 'openai-chat', baseUrl: 'https://example.test/v1' };
const ANSWER: Step[] = ['Hi.', { usage: { inputTokens: 40, outputTokens: 10 } }, { finish: 'stop' }];

interface Pool {
  readonly a?: object;
  readonly a2?: object;
  readonly route?: readonly string[] | null;
}

/** Two keys of one provider, `a` and `a2`, and another one, `b`. */
function pool({ a = {}, a2 = {}, route = ['a/m', 'b/m'] }: Pool = {}, script: Step[] | Step[][] = ANSWER): Scenario {
  return new Scenario(
    { a: script, a2: ANSWER, b: ANSWER },
    {
      providers: { a: { ...A, ...a }, a2: { sharesWith: 'a', ...a2 }, b: A },
      models: { 'a/m': { tier: 'budget' }, 'b/m': { tier: 'budget' } },
      routes: route === null ? {} : { default: route },
    },
  );
}

/** The models in the order of the decision, after the answer. */
async function order(scenario: Scenario, changes: Partial<ChatRequest> = {}): Promise<string[]> {
  const [decision = ''] = await scenario.run(changes, { forMs: 0 });
  return decision.split(' ').slice(2);
}

test('Two keys take turns while nothing tells them apart', async () => {
  const scenario = pool();
  expect(await order(scenario)).toEqual(['a/m', 'a2/m', 'b/m']);
  expect(await order(scenario)).toEqual(['a2/m', 'a/m', 'b/m']);
  expect(await order(scenario)).toEqual(['a/m', 'a2/m', 'b/m']);
});

test('The one with more of its limits left is asked first, and the decision says so', async () => {
  const scenario = pool({ a: { limits: { requestsPerMinute: 4 } }, a2: { limits: { requestsPerMinute: 20 } } });
  await order(scenario, { model: 'a/m' });
  await order(scenario, { model: 'a2/m' });
  const events: ChatEvent[] = [];
  await scenario.run({}, { forMs: 0, onEvent: (event) => events.push(event) });
  expect(events[0]).toMatchObject({
    targets: [
      { model: 'a2/m', reasons: ['first in the route for default', 'shares the load of a, 95% of its limits left'] },
      { model: 'a/m', reasons: ['first in the route for default', 'shares the load of a, 75% of its limits left'] },
      { model: 'b/m' },
    ],
  });
});

test('One that is used up gives way to the other, and both to the rest of the chain', async () => {
  const limits = { requestsPerMinute: 1 };
  const scenario = pool({ a: { limits }, a2: { limits } });
  expect(await order(scenario)).toEqual(['a/m', 'a2/m', 'b/m']);
  expect(await order(scenario)).toEqual(['a2/m', 'b/m', 'a/m']);
  expect(await order(scenario)).toEqual(['b/m', 'a/m', 'a2/m']);
});

test('A conversation stays with the key that has it in its cache, for five minutes', async () => {
  const scenario = pool({ a2: { limits: { requestsPerMinute: 10 } } });
  const lastAnswer = { model: 'a2/m', at: scenario.clock.now() };
  expect(await order(scenario, { lastAnswer })).toEqual(['a2/m', 'a/m', 'b/m']);
  await scenario.clock.advance(299_999);
  expect(await order(scenario, { lastAnswer })).toEqual(['a2/m', 'a/m', 'b/m']);
  await scenario.clock.advance(1);
  expect(await order(scenario, { lastAnswer })).toEqual(['a/m', 'a2/m', 'b/m']);
});

test('but not with one that has no room, or has just failed', async () => {
  const used = pool({ a: { limits: { requestsPerMinute: 1 } } });
  const at = used.clock.now();
  await order(used, { model: 'a/m' });
  expect(await order(used, { lastAnswer: { model: 'a/m', at } })).toEqual(['a2/m', 'b/m', 'a/m']);

  const failing = pool({}, [
    [{ fail: new SwitchyardError('rateLimit', 'slow down', { retryAfterMs: 60_000 }) }],
    ANSWER,
  ]);
  await order(failing);
  expect(await order(failing, { lastAnswer: { model: 'a/m', at } })).toEqual(['a2/m', 'b/m', 'a/m']);
});

test('A key that is refused sends the question to the other key', async () => {
  const scenario = pool({}, [{ fail: new SwitchyardError('auth', 'no') }]);
  const log = await scenario.run({}, { forMs: 0 });
  expect(log).toContain('0 fallback a/m → a2/m: auth after 0');
  expect(log.at(-1)).toMatch(/^0 done a2\/m/);
});

test('A pinned model, a chain of the request and one that names both stay as they are', async () => {
  expect(await order(pool(), { model: 'a/m' })).toEqual(['a/m']);
  expect(await order(pool(), { models: ['a/m', 'b/m'] })).toEqual(['a/m', 'b/m']);
  const written = pool({ route: ['a/m', 'b/m', 'a2/m'] });
  expect(await order(written)).toEqual(['a/m', 'b/m', 'a2/m']);
  expect(await order(written)).toEqual(['a/m', 'b/m', 'a2/m']);
  expect(await order(pool({ route: ['a2/m'] }))).toEqual(['a2/m']);
});

test('A chain that is made of tiers holds both side by side', async () => {
  const scenario = pool({ route: null });
  expect(await order(scenario)).toEqual(['a/m', 'a2/m', 'b/m']);
  expect(await order(scenario, { previous: { model: 'b/m', task: 'chat' } })).toEqual(['b/m', 'a2/m', 'a/m']);
  expect(await order(scenario, { previous: { model: 'a2/m', task: 'chat' } })).toEqual(['a2/m', 'a/m', 'b/m']);
});
