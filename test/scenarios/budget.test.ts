import { describe, expect, test } from 'vitest';
import type { Standing } from '../../src/core/accounting/budget.ts';
import type { ChatEvent, DecisionEvent, ErrorEvent } from '../../src/core/chat/chatEvent.ts';
import { Scenario } from '../fakes/scenario.ts';
import { fault, type ScriptedProvider, type Step } from '../fakes/scriptedProvider.ts';
import { aRow } from '../storage/aRow.ts';

const WHOLE: Step[] = ['hello', { usage: { inputTokens: 10, outputTokens: 5 } }, { finish: 'stop' }];
const NEVER: Step[] = [{ deaf: true }];

/** A scenario with this budget, in which so many US$ were spent a moment ago. */
function within(budget: Record<string, unknown>, spentUsd = 0, settings: Record<string, unknown> = {}): Scenario {
  const scenario = new Scenario({ a: WHOLE, b: WHOLE, c: WHOLE }, { budget, ...settings });
  const { clock, ledger } = scenario;
  if (spentUsd > 0) {
    ledger.record(aRow({ requestId: 'before', startedAt: clock.now(), costNano: spentUsd * 1e9, conversationId: 'c' }));
  }
  return scenario;
}

async function eventsOf(scenario: Scenario, changes: Parameters<Scenario['run']>[0] = {}): Promise<ChatEvent[]> {
  const events: ChatEvent[] = [];
  await scenario.run(changes, { onEvent: (event) => events.push(event) });
  return events;
}

const decisionOf = (events: ChatEvent[]) => events[0] as DecisionEvent;
const errorOf = (events: ChatEvent[]) => events.at(-1) as ErrorEvent;

describe('a budget', () => {
  test('sets the worst case aside while an answer comes, and gives back what it did not cost', async () => {
    const scenario = within({ dailyUsd: 1 });
    const day = { name: 'day', nano: 1e9, scope: { since: 0, server: false } } as const;
    let during: Standing[] = [];
    const log = await scenario.run(
      {},
      {
        onEvent: ({ type }) => {
          if (type === 'text') during = scenario.reservations.standings([day]);
        },
      },
    );
    expect(log.at(-1)).toMatch(/done a\/m stop/);
    // 16,384 tokens at 2 US$ a million, and the input by its bytes.
    expect(during[0]?.reservedNano).toBeGreaterThan(16_384 * 2000);
    expect(during[0]?.reservedNano).toBeLessThan(34_000_000);
    expect(scenario.reservations.standings([day])).toMatchObject([{ spentNano: 20_000, reservedNano: 0 }]);
    expect(scenario.providers.a?.calls[0]?.maxOutputTokens).toBe(16_384);
  });

  test('that is not there changes nothing of a request', async () => {
    const scenario = new Scenario({ a: WHOLE });
    await scenario.run();
    expect(scenario.providers.a?.calls[0]).not.toHaveProperty('maxOutputTokens');
  });

  test.each([
    ['monthlyUsd', /this month's budget is \$1\.00, of which \$1\.00 is spent\. It begins anew with the next month/],
    ['dailyUsd', /today's budget is \$1\.00, of which \$1\.00 is spent\. It begins anew tomorrow/],
    ['chatUsd', /this chat's budget is \$1\.00, of which \$1\.00 is spent\. A new chat has its own/],
  ])('that is spent (%s) sends nothing, and says which it is and when it frees', async (name, words) => {
    const scenario = within({ [name]: 1 }, 0.9999);
    const events = await eventsOf(scenario, { conversationId: 'c' });
    expect(errorOf(events).error).toMatchObject({ kind: 'budget', message: expect.stringMatching(words) });
    expect(decisionOf(events).targets).toEqual([]);
    expect(decisionOf(events).rejected.map(({ model }) => model)).toEqual(['a/m', 'b/m', 'c/m']);
    expect(scenario.providers.a?.calls).toEqual([]);
  });

  test('of nothing lets only free models answer, and does not speak of tomorrow', async () => {
    const scenario = within({ dailyUsd: 0 });
    const { error } = errorOf(await eventsOf(scenario, {}));
    expect(error.message).toMatch(/today's budget is \$0\.00: only models that cost nothing may answer\.$/);
  });

  test('of another chat, and one of yesterday, does not matter', async () => {
    const scenario = within({ chatUsd: 1, dailyUsd: 1 });
    const { clock, ledger } = scenario;
    ledger.record(
      aRow({ requestId: 'x', startedAt: clock.now() - 2 * 86_400_000, costNano: 1e9, conversationId: 'c' }),
    );
    expect((await scenario.run({ conversationId: 'd' })).at(-1)).toMatch(/done a\/m/);
    expect(errorOf(await eventsOf(scenario, { id: 'again', conversationId: 'c' })).error.kind).toBe('budget');
  });

  test('lowers the output limit of a model that was given none, and says so where that cuts it', async () => {
    const scenario = within({ requestUsd: 0.005 });
    const long: Step[] = ['long', { usage: { inputTokens: 10, outputTokens: 2400 } }, { finish: 'length' }];
    scenario.providers.a = new Scenario({ a: long }).providers.a as ScriptedProvider;
    const events = await eventsOf(scenario);
    const sent = scenario.providers.a?.calls[0]?.maxOutputTokens ?? 0;
    expect(sent).toBeGreaterThan(2000);
    expect(sent).toBeLessThan(2500);
    expect(events.at(-1)).toMatchObject({ type: 'done', finishReason: 'length', cutBy: 'budget' });
  });

  test('does not lower a limit that was asked for: what cannot cost so much is refused', async () => {
    const scenario = within({ requestUsd: 0.005 });
    const events = await eventsOf(scenario, { parameters: { maxOutputTokens: 4000 } });
    expect(errorOf(events).error).toMatchObject({ kind: 'budget' });
    expect(errorOf(events).error.message).toMatch(/could cost \$0\.00\d+, and the budget of one request is \$0\.0050/);
  });

  test('cuts an answer off that goes on beyond the limit it was sent', async () => {
    const scenario = within({ requestUsd: 0.005 });
    const endless: Step[] = Array.from({ length: 4000 }, () => 'some more words of an answer ');
    scenario.providers.a = new Scenario({ a: endless }).providers.a as ScriptedProvider;
    const events = await eventsOf(scenario);
    expect(events.at(-1)).toMatchObject({ type: 'done', finishReason: 'length', cutBy: 'budget', estimated: true });
    expect(scenario.ledger.rows[0]).toMatchObject({ outcome: 'ok', finishReason: 'length', estimated: true });
    expect(scenario.providers.a?.aborted).toEqual(['m']);
  });

  test('counts what failed attempts of the same request cost', async () => {
    const broken: Step[] = ['half', { usage: { inputTokens: 10, outputTokens: 1500 } }];
    const scenario = within({ requestUsd: 0.005 });
    scenario.providers.a = new Scenario({ a: broken }).providers.a as ScriptedProvider;
    const events = await eventsOf(scenario);
    expect(events.at(-1)).toMatchObject({ type: 'done', model: 'b/m' });
    expect(scenario.providers.b?.calls[0]?.maxOutputTokens).toBeLessThan(1000);
  });

  test('passes a title over as soon as it comes near its end', async () => {
    const scenario = within({ dailyUsd: 1 }, 0.85);
    expect((await scenario.run({ source: 'title', parameters: { maxOutputTokens: 400 } })).at(-1)).toMatch(
      /error budget/,
    );
    expect((await scenario.run({ id: 'second' })).at(-1)).toMatch(/done a\/m/);
  });

  test('gives the local server its share of it', async () => {
    const scenario = within({ dailyUsd: 1, serverShare: 0.5 });
    const { clock, ledger } = scenario;
    ledger.record(aRow({ requestId: 'x', source: 'server', startedAt: clock.now(), costNano: 499_900_000 }));
    const events = await eventsOf(scenario, { source: 'server' });
    expect(errorOf(events).error.message).toContain("the local server's share of today is $0.50");
    expect((await scenario.run({ id: 'second' })).at(-1)).toMatch(/done a\/m/);
  });
});

describe('at the limit', () => {
  const cheap = {
    models: {
      'a/m': { price: { input: 1, output: 2 } },
      'b/m': { price: { input: 0.1, output: 0.2 } },
      'c/m': { price: { input: 0, output: 0 } },
    },
  };

  test('the cheapest that fits is asked, if that is wished', async () => {
    const scenario = within({ dailyUsd: 1, onLimit: 'downgrade' }, 0.9995, {
      ...cheap,
      routes: { default: ['a/m', 'b/m'] },
    });
    const events = await eventsOf(scenario);
    expect(decisionOf(events).targets.map(({ model }) => model)).toEqual(['c/m', 'b/m']);
    expect(decisionOf(events).targets[0]?.reasons[0]).toBe("the cheapest that fits: today's budget is nearly used up");
    expect(decisionOf(events).rejected).toEqual([
      {
        model: 'a/m',
        reason: expect.stringMatching(/^could cost \$0\.0014\d, and today's budget has \$0\.00050 left$/),
      },
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'done', model: 'c/m', costUsd: 0 });
  });

  test.each([
    ['calls tools', ['tools'], { parameters: { tools: [{ name: 'f', parameters: {} }] } }],
    ['has a picture', ['vision'], { context: { images: [{ mimeType: 'image/png', base64: 'iVBORw0KGgo=' }] } }],
  ] as const)('the cheapest that can is asked where the question %s', async (_, capabilities, changes) => {
    const models = {
      'a/m': { price: { input: 1, output: 2 }, capabilities },
      'b/m': { price: { input: 0.1, output: 0.2 }, capabilities },
      'c/m': { price: { input: 0, output: 0 }, capabilities: ['json'] },
    };
    const scenario = within({ dailyUsd: 1, onLimit: 'downgrade' }, 0.9995, { models, routes: { default: ['a/m'] } });
    const events = await eventsOf(scenario, changes);
    expect(decisionOf(events).targets.map(({ model }) => model)).toEqual(['b/m']);
    expect(scenario.providers.c?.calls).toEqual([]);
  });

  test('no provider is shown what it may not see, however cheap it is', async () => {
    const https = { api: 'openai-chat', baseUrl: 'https://example.test/v1' };
    const careful = { ...https, dataPolicy: { trainsOnData: false, retentionDays: 0 } };
    const curious = { ...https, dataPolicy: { trainsOnData: true } };
    const settings = { ...cheap, providers: { a: careful, b: careful, c: curious }, routes: { default: ['a/m'] } };
    const scenario = within({ dailyUsd: 1, onLimit: 'downgrade' }, 0.9995, settings);
    const events = await eventsOf(scenario, { context: { files: [{ path: 'app/.env', text: 'PORT=8080' }] } });
    expect(decisionOf(events).targets.map(({ model }) => model)).toEqual(['b/m']);
    expect(scenario.providers.c?.calls).toEqual([]);
  });

  test('a model that was chosen by hand is not replaced', async () => {
    const scenario = within({ dailyUsd: 1, onLimit: 'downgrade' }, 0.9995, cheap);
    expect(errorOf(await eventsOf(scenario, { model: 'a/m' })).error.kind).toBe('budget');
  });

  test('nobody is asked where the user wants that', async () => {
    const refused: string[] = [];
    const scenario = within({ dailyUsd: 1 }, 0.9995, cheap);
    scenario.desk = { onRefused: ({ name }) => refused.push(name) };
    const events = await eventsOf(scenario);
    expect(errorOf(events).error.kind).toBe('budget');
    expect(refused).toEqual(['day']);
  });

  test.each([
    ['once', 1, 2],
    ['today', 1, 1],
    ['no', 0, 2],
  ] as const)('whoever is asked may let it pass: %s', async (answer, answered, questions) => {
    const asked: string[] = [];
    const scenario = within({ dailyUsd: 1, onLimit: 'ask' }, 0.9999);
    const mayPass = async ({ name }: Standing) => {
      asked.push(name);
      return answer;
    };
    scenario.desk = { desk: { mayPass, priceOf: async () => 'no' } };
    await scenario.run();
    expect(scenario.providers.a?.calls).toHaveLength(answered);
    await scenario.run({ id: 'second' });
    expect(asked).toHaveLength(questions);
  });

  test('nobody is asked about what nobody waits for', async () => {
    const scenario = within({ dailyUsd: 1, onLimit: 'ask' }, 0.9999);
    const mayPass = () => Promise.reject(new Error('asked'));
    scenario.desk = { desk: { mayPass, priceOf: mayPass } };
    expect((await scenario.run({ source: 'server' })).at(-1)).toMatch(/error budget/);
  });
});

describe('a model of unknown price', () => {
  const unpriced = { models: { 'a/m': {}, 'b/m': { price: { input: 1, output: 2 } } } };

  test('is not asked under a budget where nobody can be asked for it', async () => {
    const scenario = within({ dailyUsd: 1 }, 0, unpriced);
    const events = await eventsOf(scenario, { source: 'cli' });
    expect(decisionOf(events).rejected[0]).toEqual({
      model: 'a/m',
      reason: 'its price is unknown, and there is a budget',
    });
    expect(events.at(-1)).toMatchObject({ type: 'done', model: 'b/m' });
  });

  test('is asked without a budget, and with one that lets it', async () => {
    expect((await within({}, 0, unpriced).run()).at(-1)).toMatch(/done a\/m stop null/);
    expect((await within({ dailyUsd: 1, unknownPrice: 'allow' }, 0, unpriced).run()).at(-1)).toMatch(
      /done a\/m stop null/,
    );
  });

  test('is set aside for by the price that the user tells', async () => {
    const scenario = within({ dailyUsd: 1 }, 0, unpriced);
    const price = { input: { base: 1e9 }, output: { base: 2e9 } };
    scenario.desk = { desk: { mayPass: async () => 'no', priceOf: async () => price } };
    expect((await scenario.run()).at(-1)).toMatch(/done a\/m stop 0\.00002/);
  });

  test('is no end of the request when it is the only one', async () => {
    const scenario = within({ dailyUsd: 1, unknownPrice: 'forbid' }, 0, { ...unpriced, routes: { default: ['a/m'] } });
    expect(errorOf(await eventsOf(scenario)).error).toMatchObject({
      kind: 'budget',
      message: expect.stringContaining('Its entry in switchyard.models can hold its price'),
    });
  });
});

test('a stopped answer keeps what it cost by then, and nothing is set aside any more', async () => {
  const scenario = within({ dailyUsd: 1 });
  scenario.providers.a = new Scenario({ a: ['some words', ...NEVER] }).providers.a as ScriptedProvider;
  expect((await scenario.run({}, { stopAfterMs: 50 })).at(-1)).toMatch(/error cancelled/);
  const [standing] = scenario.reservations.standings([{ name: 'day', nano: 1e9, scope: { since: 0, server: false } }]);
  expect(standing).toMatchObject({ reservedNano: 0, spentNano: scenario.ledger.rows[0]?.costNano });
  expect(standing?.spentNano).toBeGreaterThan(0);
});

test('a request that tries a resting model and is stopped by its budget leaves nothing running behind', async () => {
  const down: Step[] = [fault('server', { status: 503 })];
  const scenario = new Scenario(
    { a: [down, down, down, WHOLE] },
    { budget: { dailyUsd: 1 }, routes: { default: ['a/m'] } },
  );
  for (let request = 0; request < 3; request++) await scenario.run({ id: `down ${request}` }, { forMs: 1000 });
  await scenario.clock.advance(15_000);
  const log = await scenario.run(
    { id: 'probe' },
    {
      forMs: 1000,
      onEvent: ({ type }) => {
        // Another window spends the rest between the decision and the call.
        if (type === 'attempt') scenario.ledger.record(aRow({ startedAt: scenario.clock.now(), costNano: 1e9 }));
      },
    },
  );
  expect(log.at(-1)).toContain('error budget');
  expect(scenario.clock.pending).toBe(0);
});
