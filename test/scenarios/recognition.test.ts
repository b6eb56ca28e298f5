import { describe, expect, test } from 'vitest';
import type { ChatEvent, DecisionEvent, DoneEvent, ErrorEvent } from '../../src/core/chat/chatEvent.ts';
import type { ChatRequest } from '../../src/core/chat/chatRequest.ts';
import { messageText } from '../../src/core/chat/message.ts';
import { leakDetector } from '../../src/privacy/detectLeaks.ts';
import { Scenario } from '../fakes/scenario.ts';
import { fault, type Step } from '../fakes/scriptedProvider.ts';
import { aRow } from '../storage/aRow.ts';

const HTTPS = { api: 'openai-chat', baseUrl: 'https://example.test/v1' };
const USAGE = { usage: { inputTokens: 300, outputTokens: 12 } };
const ANSWER: Step[] = ['Fine.', { usage: { inputTokens: 100, outputTokens: 10 } }, { finish: 'stop' }];
const KIND: Step[] = ['{"task": "translate", "difficulty": "complex"}', USAGE, { finish: 'stop' }];

/** A model `b/m` at a tenth of the price of `a/m`, that is asked about everything which its words leave open a little. */
function scenarioOf(kind: Step[] | Step[][] = KIND, settings: Record<string, unknown> = {}): Scenario {
  const settled = {
    providers: { a: HTTPS, b: HTTPS },
    models: { 'a/m': { price: { input: 1, output: 2 } }, 'b/m': { price: { input: 0.1, output: 0.2 } } },
    routes: { default: ['a/m'] },
    recognition: { model: 'cheapest', below: 1 },
    ...settings,
  };
  return new Scenario({ a: ANSWER, b: kind, c: ['safe', { finish: 'stop' }] }, settled);
}

async function run(scenario: Scenario, changes: Partial<ChatRequest> = {}, options: { stopAfterMs?: number } = {}) {
  const events: ChatEvent[] = [];
  await scenario.run(
    { prompt: 'and the other one', ...changes },
    { forMs: 2000, ...options, onEvent: (one) => void events.push(one) },
  );
  return { decision: events[0] as DecisionEvent, end: events.at(-1) as DoneEvent | ErrorEvent };
}

const askedOf = (scenario: Scenario) => scenario.providers.b?.calls ?? [];
const wordsTo = (scenario: Scenario) =>
  askedOf(scenario)
    .flatMap(({ messages }) => messages.map(messageText))
    .join('\n');

describe('a request whose words leave open what it is', () => {
  test('is what the cheapest model says that it is, and its cost is told and a part of the answer’s', async () => {
    const scenario = scenarioOf();
    const { decision, end } = await run(scenario);
    expect(decision).toMatchObject({ task: 'translate', difficulty: 'complex' });
    expect(decision.reasons).toContain('asked m what this is: translate ($0.000032)');
    expect(end).toMatchObject({ type: 'done', attempts: 1, usage: { inputTokens: 100, outputTokens: 10 } });
    expect(end.costUsd).toBeCloseTo(0.00012 + 0.0000324, 12);
    expect(
      scenario.ledger.rows.map(({ source, model, requestId, costNano }) => [source, model, requestId, costNano]),
    ).toEqual([
      ['recognition', 'b/m', 'request-for-kind-1', 32_400],
      ['test', 'a/m', 'request', 120_000],
    ]);
    expect(askedOf(scenario)[0]).toMatchObject({ temperature: 0, maxOutputTokens: 60 });
  });

  test('goes where that task goes', async () => {
    const routes = { default: ['a/m'], translate: ['b/m'] };
    const { decision } = await run(scenarioOf(KIND, { routes }));
    expect(decision.targets.map(({ model }) => model)).toEqual(['b/m']);
  });

  test('is not asked about twice, and another one is', async () => {
    const scenario = scenarioOf();
    await run(scenario);
    const { decision, end } = await run(scenario);
    expect(decision).toMatchObject({ task: 'translate', difficulty: 'complex' });
    expect(decision.reasons).toContain('m said before what this is: translate');
    expect(end.costUsd).toBeCloseTo(0.00012, 12);
    expect(askedOf(scenario)).toHaveLength(1);
    await run(scenario, { prompt: 'and this one' });
    await run(scenario, { context: { languageId: 'go' } });
    expect(askedOf(scenario)).toHaveLength(3);
  });

  test('is told with its words and the shape of what goes along, never with that', async () => {
    const scenario = scenarioOf();
    const file = { path: 'secret/place.ts', text: 'const hush = 1;' };
    const context = {
      files: [file],
      selection: 'alpha\nbeta',
      selectionPath: 'src/own.ts:1-2',
      diagnostics: ['bad line'],
    };
    await run(scenario, {
      prompt: `Look ${'here '.repeat(2000)}and there`,
      context,
      previous: { model: 'a/m', task: 'fix' },
    });
    const words = wordsTo(scenario);
    expect(words).toContain(
      'lines selected: 2; files attached: 1; problems reported: 1; task before it in the conversation: fix',
    );
    expect(words).toMatch(/Look here .*and there/s);
    expect(words).not.toMatch(/hush|place|own\.ts|bad line|beta/);
    expect(words.length).toBeLessThan(4000);
  });

  test.each<[string, Step[], string]>([
    ['of nonsense', ['Bananas.', USAGE, { finish: 'stop' }], 'without a usable answer within a second ($0.000032)'],
    [
      'of a task that is none',
      ['{"task": "cook"}', USAGE, { finish: 'stop' }],
      'without a usable answer within a second ($0.000032)',
    ],
    ['that fails', [fault('server')], 'without a usable answer within a second ($0.00)'],
    ['that is broken off', ['{"task": "fix"}'], 'without a usable answer within a second'],
  ])('is what its words say after an answer %s', async (_, kind, words) => {
    const plain = await run(scenarioOf(KIND, { recognition: {} }));
    const scenario = scenarioOf(kind);
    const { decision, end } = await run(scenario);
    expect(decision.task).toBe(plain.decision.task);
    expect(decision.reasons.join('\n')).toContain(`asked m what this is, ${words}`);
    expect(end.type).toBe('done');
    await run(scenario);
    expect(askedOf(scenario)).toHaveLength(2);
  });

  test('waits for one second and no longer: the call is stopped, and what it said is paid', async () => {
    const scenario = scenarioOf(['{"task": ', { wait: 60_000 }, '"fix"}', { finish: 'stop' }]);
    const { decision, end } = await run(scenario);
    expect(decision.reasons).toContainEqual(
      expect.stringMatching(/^asked m what this is, without a usable answer within a second \(\$0\.0000\d+\)$/),
    );
    expect(end).toMatchObject({ type: 'done', estimated: true, latency: { firstTokenMs: 1000, totalMs: 1000 } });
    expect(scenario.providers.b?.aborted).toEqual(['m']);
    expect(scenario.ledger.rows[0]).toMatchObject({ source: 'recognition', outcome: 'cancelled', estimated: true });
    const paid = scenario.ledger.rows.reduce((sum, { costNano }) => sum + (costNano ?? 0), 0);
    expect(end.costUsd).toBeCloseTo(paid / 1e9, 12);
  });

  test('is stopped while a model is asked: nobody else is asked, and what it said is paid', async () => {
    const scenario = scenarioOf(['{"task": ', { wait: 60_000 }]);
    const { end } = await run(scenario, {}, { stopAfterMs: 300 });
    expect(end).toMatchObject({ type: 'error', error: { kind: 'cancelled' }, estimated: true });
    expect(end.costUsd).toBeGreaterThan(0);
    expect(scenario.providers.a?.calls).toEqual([]);
    expect(scenario.providers.b?.aborted).toEqual(['m']);
  });
});

const GUARDED = {
  providers: { a: HTTPS, b: HTTPS, c: HTTPS },
  models: { 'a/m': {}, 'b/m': {}, 'c/m': {} },
  guard: { model: 'c/m', check: ['input'], ifUnavailable: 'allow' },
};

describe('nobody is asked what a request is', () => {
  const tool = { role: 'tool', parts: [{ type: 'text', text: 'result' }] } as const;
  test.each<[string, Partial<ChatRequest>, Record<string, unknown>]>([
    ['by default', {}, { recognition: {} }],
    [
      'where its words say it',
      { prompt: 'Translate "good morning" into French' },
      { recognition: { model: 'cheapest' } },
    ],
    ['where a gesture says it', { context: { command: 'explain' } }, {}],
    ['where the request says it', { task: 'fix' }, {}],
    ['where its model is chosen', { model: 'a/m' }, {}],
    ['where it names its models', { models: ['a/m'] }, {}],
    ['in the middle of a tool loop', { messages: [tool] }, {}],
    ['where an answer is continued', { partial: 'It is' }, {}],
    ['where it says nothing', { prompt: ' ' }, {}],
    ['before a guard has judged it', {}, GUARDED],
    ['where there is one model only', {}, { models: { 'a/m': {} }, providers: { a: HTTPS } }],
    ['where the named model is not there', {}, { recognition: { model: 'gone/m', below: 1 } }],
  ])('%s', async (_, changes, settings) => {
    const scenario = scenarioOf(KIND, settings);
    await run(scenario, changes);
    expect(scenario.ledger.rows.filter(({ source }) => source === 'recognition')).toEqual([]);
  });

  test('near the end of a budget: what is left is for answers', async () => {
    const scenario = scenarioOf(KIND, { budget: { dailyUsd: 1 } });
    const spent = (nano: number) => aRow({ startedAt: scenario.clock.now(), costNano: nano, requestId: `${nano}` });
    scenario.ledger.record(spent(0.7e9));
    await run(scenario);
    expect(askedOf(scenario)).toHaveLength(1);
    scenario.ledger.record(spent(0.15e9));
    const { end } = await run(scenario, { prompt: 'and this one' });
    expect(end.type).toBe('done');
    expect(askedOf(scenario)).toHaveLength(1);
  });

  test('by a model that rests', async () => {
    const scenario = scenarioOf([fault('overloaded')], { recognition: { model: 'b/m', below: 1 } });
    for (const prompt of ['this', 'that', 'these', 'those', 'and them']) await run(scenario, { prompt });
    expect(askedOf(scenario)).toHaveLength(3);
  });

  test('whose provider may not have it: the next cheapest is asked, with placeholders for what nobody may have', async () => {
    const learns = {
      providers: {
        a: { ...HTTPS, dataPolicy: { trainsOnData: false } },
        b: { ...HTTPS, dataPolicy: { trainsOnData: true } },
      },
    };
    const secret = 'ghp_0123456789abcdefABCDEF0123456789abcd';
    const scenario = scenarioOf(KIND, { ...learns, privacy: { levels: { confidential: { trainsOnData: false } } } });
    scenario.detectLeaks = leakDetector();
    // It looks into its files in real time.
    for await (const _ of scenario.events({ prompt: `and ${secret} then`, privacy: { atLeast: 'confidential' } }));
    expect(askedOf(scenario)).toEqual([]);
    const sent = (scenario.providers.a?.calls ?? []).flatMap(({ messages }) => messages.map(messageText)).join('\n');
    expect(scenario.ledger.rows.map(({ source }) => source)).toEqual(['recognition', 'test']);
    expect(sent).not.toContain(secret);
    // Half of one, where the words are cut, would not be known for what it is.
    const cut = `${'word '.repeat(297)}${secret} ${'word '.repeat(300)}`;
    for await (const _ of scenario.events({ prompt: cut, privacy: { atLeast: 'confidential' } }));
    const all = (scenario.providers.a?.calls ?? []).flatMap(({ messages }) => messages.map(messageText)).join('\n');
    expect(all).not.toContain(secret.slice(0, 8));
  });
});

test('whoever thinks, or is known to be slow, is asked last; a named model is asked whatever it costs', async () => {
  const three = {
    providers: { a: HTTPS, b: HTTPS, c: HTTPS },
    models: {
      'a/m': { price: { input: 1, output: 2 } },
      'b/m': { price: { input: 0.1, output: 0.2 } },
      'c/m': { price: { input: 0.01, output: 0.02 }, capabilities: ['reasoning'] },
    },
  };
  const scenario = scenarioOf(KIND, three);
  await run(scenario);
  expect(scenario.ledger.rows[0]?.model).toBe('b/m');
  for (let at = 0; at < 3; at++)
    scenario.habits.add({ model: 'b/m', task: 'chat', outputTokens: 9, firstTokenMs: 3000, totalMs: 4000 });
  await run(scenario, { prompt: 'and this one' });
  expect(scenario.ledger.rows[2]?.model).toBe('a/m');
  const named = scenarioOf(KIND, { ...three, recognition: { model: 'b/m', below: 1 } });
  await run(named);
  expect(named.ledger.rows[0]?.model).toBe('b/m');
});
