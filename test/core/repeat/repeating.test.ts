import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../../../src/core/chat/chatEvent.ts';
import { textMessage } from '../../../src/core/chat/message.ts';
import { routeChat } from '../../../src/core/routing/routeChat.ts';
import { leakDetector } from '../../../src/privacy/detectLeaks.ts';
import { FakeAnswers } from '../../fakes/fakeAnswers.ts';
import { outOfMoney } from '../../fakes/outOfMoney.ts';
import { aRequest, Scenario } from '../../fakes/scenario.ts';
import { fault, type Step } from '../../fakes/scriptedProvider.ts';

const HI: Step[] = ['Hi', { usage: { inputTokens: 10, outputTokens: 2 } }, { finish: 'stop' }];
const DOWN = [fault('server')];
const ASKED = { mayRepeat: true } as const;

/** A window in which `a`, `b` and `c` answer as scripted, which has answered once before. */
async function answeredBefore(
  scripts: Record<string, Step[][]>,
  settings: Record<string, unknown> = {},
  first = ASKED as Parameters<Scenario['run']>[0],
) {
  const scenario = new Scenario(scripts, { resilience: { cooldownMs: 0 }, ...settings });
  const answers = new FakeAnswers();
  scenario.answers = answers;
  await scenario.run(first);
  scenario.providers.a?.calls.splice(0);
  return { scenario, answers };
}

const thenDown = () => ({ a: [HI, DOWN], b: [DOWN], c: [DOWN] });

describe('when every model has failed', () => {
  test('an earlier answer to the same question is given, marked, and costs nothing', async () => {
    const { scenario } = await answeredBefore(thenDown());
    const events: ChatEvent[] = [];
    const log = await scenario.run(ASKED, { onEvent: (event) => events.push(event) });
    expect(log.map((entry) => entry.split(' ').slice(1).join(' '))).toEqual([
      'decision a/m b/m c/m',
      'attempt 1 a/m',
      'fallback a/m → b/m: server after 0',
      'attempt 2 b/m',
      'fallback b/m → c/m: server after 0',
      'attempt 3 c/m',
      'text "Hi"',
      'done a/m stop 0 priced in 3',
    ]);
    expect(events.at(-1)).toMatchObject({
      fromCache: true,
      answeredAt: expect.any(Number),
      usage: { outputTokens: 0 },
    });
  });

  test('broken text is taken back for it', async () => {
    const cut: Step[] = ['Ho', ...DOWN];
    const { scenario } = await answeredBefore({ a: [HI, cut], b: [DOWN], c: [DOWN] });
    const log = await scenario.run(ASKED);
    expect(log.slice(2).map((entry) => entry.slice(entry.indexOf(' ') + 1))).toContain('retract 2');
    expect(log.at(-2)).toContain('text "Hi"');
  });

  test('whoever cannot take text back gets the rest of it, or the error where it began otherwise', async () => {
    const reader = { ...ASKED, retractable: false };
    const same = await answeredBefore({ a: [HI, ['H', ...DOWN]], b: [DOWN], c: [DOWN] }, {}, reader);
    expect((await same.scenario.run(reader)).slice(-2)).toEqual([
      expect.stringContaining('text "i"'),
      expect.stringContaining('done a/m'),
    ]);
    const other = await answeredBefore({ a: [HI, ['Ho', ...DOWN]], b: [DOWN], c: [DOWN] }, {}, reader);
    expect((await other.scenario.run(reader)).at(-1)).toContain('error server');
  });

  test.each([
    ['another question', { ...ASKED, prompt: 'Something else' }],
    ['a pinned model', { ...ASKED, model: 'a/m' }],
    ['a question with tools', { ...ASKED, parameters: { tools: [{ name: 'f', parameters: {} }] } }],
    ['other parameters', { ...ASKED, parameters: { temperature: 1 } }],
    ['other earlier turns', { ...ASKED, history: [textMessage('user', 'Before')] }],
    ['a continuation', { ...ASKED, partial: 'H', retractable: false }],
    ['who did not ask for it', {}],
  ])('%s gets the error', async (_, changes) => {
    const { scenario, answers } = await answeredBefore(thenDown());
    expect(answers.kept.size).toBe(1);
    const log = await scenario.run(changes);
    expect(log.at(-1)).toContain('error server');
  });

  test('line ends, blank ends and the encoding of letters do not make it another question', async () => {
    const { scenario } = await answeredBefore(thenDown(), {}, { ...ASKED, prompt: 'caf\u00e9\r\nau lait' });
    const log = await scenario.run({ ...ASKED, prompt: '  cafe\u0301\nau lait\n' });
    expect(log.at(-1)).toContain('done a/m');
  });

  test('a refusal, or a stop, is no outage', async () => {
    const refused = await answeredBefore({ a: [HI, [fault('badRequest')]], b: [HI], c: [HI] });
    expect((await refused.scenario.run(ASKED)).at(-1)).toContain('error badRequest');
    const stopped = await answeredBefore({ a: [HI, [{ wait: 5000 }, 'x']], b: [DOWN], c: [DOWN] });
    expect((await stopped.scenario.run(ASKED, { stopAfterMs: 100 })).at(-1)).toContain('error cancelled');
  });

  test('also where there is no money for the last of them, but not where all that is wrong is money', async () => {
    const { scenario } = await answeredBefore({ a: [HI, DOWN], b: [DOWN], c: [HI] }, { budget: { requestUsd: 1 } });
    outOfMoney(scenario, 'c/m');
    const log = await scenario.run(ASKED);
    expect(log.at(-1)).toContain('done a/m stop 0 priced in 2');
    const poor = await answeredBefore({ a: [HI] }, { budget: { requestUsd: 1 }, routes: { default: ['a/m'] } });
    outOfMoney(poor.scenario, 'a/m');
    expect((await poor.scenario.run(ASKED)).at(-1)).toContain('error budget');
  });

  test('a filtered or refused question is not answered so for lack of money', async () => {
    const settings = { budget: { requestUsd: 1 }, resilience: { contentFilterToNext: true, cooldownMs: 0 } };
    const { scenario } = await answeredBefore({ a: [HI, [fault('contentFilter')]], b: [DOWN], c: [HI] }, settings);
    outOfMoney(scenario, 'c/m');
    expect((await scenario.run(ASKED)).at(-1)).toContain('error budget');
  });

  test('nothing is kept or given where the user wants none of it, or only for less long', async () => {
    const { scenario, answers } = await answeredBefore(thenDown(), { cache: { use: 'never' } });
    expect((await scenario.run(ASKED)).at(-1)).toContain('error server');
    expect([answers.kept.size, answers.looked]).toEqual([0, 0]);
    const old = await answeredBefore(thenDown(), { cache: { maxAgeHours: 0 } });
    expect((await old.scenario.run(ASKED)).at(-1)).toContain('error server');
  });
});

describe('an answer', () => {
  test('is not looked for while models answer', async () => {
    const { answers, scenario } = await answeredBefore({ a: [HI], b: [HI], c: [HI] });
    await scenario.run(ASKED);
    expect(answers.looked).toBe(0);
  });

  test('that was cut, or is empty, is not kept', async () => {
    const cut = await answeredBefore({ a: [['H', { finish: 'length' }]], b: [HI], c: [HI] });
    expect(cut.answers.kept.size).toBe(0);
    const call = { type: 'toolCall', index: 0, id: 'id', name: 'f', argumentsDelta: '{}' } as const;
    const called: Step[] = [{ say: call }, { finish: 'toolCalls' }];
    const tool = await answeredBefore({ a: [called], b: [HI], c: [HI] });
    expect(tool.answers.kept.size).toBe(0);
  });

  test.each([
    ['that is confidential', { files: [{ path: 'secrets/plan.txt', text: 'PLAN' }] }, {}],
    ['that its reader calls confidential', {}, { level: 'confidential' }],
    [
      'that is sent although it is confidential',
      { files: [{ path: 'secrets/plan.txt', text: 'PLAN' }] },
      { level: 'public' },
    ],
  ] as const)('to a question %s is not kept', async (_, context, privacy) => {
    const at = { api: 'openai-chat', baseUrl: 'https://example.test/v1', dataPolicy: { trainsOnData: false } };
    const settings = { providers: { a: at, b: at, c: at } };
    const { scenario, answers } = await answeredBefore({ a: [HI], b: [HI], c: [HI] }, settings, {
      ...ASKED,
      context,
      privacy,
    });
    expect(scenario.ledger.rows).toHaveLength(1);
    expect(answers.kept.size).toBe(0);
  });

  test('to a question in which a secret was replaced is not kept', async () => {
    const scenario = new Scenario({ a: [HI, HI] });
    const answers = new FakeAnswers();
    const tools = { ...scenario.tools, answers, detectLeaks: leakDetector() };
    const kept = async (prompt: string) => {
      const request = aRequest({ ...ASKED, prompt });
      for await (const _ of routeChat(request, scenario.setup, tools, new AbortController().signal));
      return answers.kept.size;
    };
    expect(await kept(`Is ghp_${'a1B2c3D4e5F6'.repeat(3)} a key?`)).toBe(0);
    expect(JSON.stringify(scenario.providers.a?.calls)).toContain('__SECRET_1__');
    expect(await kept('Is it a key?')).toBe(1);
  });

  test('is given at once where the user wants that, without asking anybody', async () => {
    const { scenario } = await answeredBefore({ a: [HI], b: [HI], c: [HI] }, { cache: { use: 'always' } });
    const log = await scenario.run(ASKED);
    expect(log.map((entry) => entry.slice(entry.indexOf(' ') + 1))).toEqual([
      'decision a/m b/m c/m',
      'text "Hi"',
      'done a/m stop 0 priced in 0',
    ]);
    expect(scenario.providers.a?.calls).toEqual([]);
  });
});
