import { describe, expect, test } from 'vitest';
import { textMessage } from '../../src/core/chat/message.ts';
import type { Reservation } from '../../src/core/ports/reservations.ts';
import { cheapestFor } from '../../src/core/routing/cheapestFor.ts';
import { routeChat } from '../../src/core/routing/routeChat.ts';
import { leakDetector } from '../../src/privacy/detectLeaks.ts';
import { openaiTokenCounter } from '../../src/providers/tokens/openaiTokenCounter.ts';
import { aRequest, Scenario } from '../fakes/scenario.ts';
import { ScriptedProvider, type Step } from '../fakes/scriptedProvider.ts';

const WHOLE: Step[] = ['hello', { usage: { inputTokens: 10, outputTokens: 5 } }, { finish: 'stop' }];
const HTTPS = { api: 'openai-chat', baseUrl: 'https://example.test/v1' };
const NEVER = new AbortController().signal;

async function tokensOf(text: string): Promise<number> {
  return (await openaiTokenCounter.count('gpt-4o', [textMessage('user', text)], {}, NEVER)) ?? Number.NaN;
}

describe('a budget', () => {
  test('downgrades to nobody whom the request does not name', async () => {
    const dear = { price: { input: 10, output: 100 } };
    const scenario = new Scenario(
      { a: WHOLE, b: WHOLE, c: WHOLE },
      {
        providers: { a: HTTPS, b: HTTPS, c: HTTPS },
        budget: { requestUsd: 0.005, onLimit: 'downgrade' },
        models: { 'a/m': dear, 'b/m': dear, 'c/m': { price: { input: 0, output: 0.1 } } },
      },
    );
    expect((await scenario.run({ models: ['a/m', 'b/m'] })).at(-1)).toContain('error budget');
    expect((await scenario.run({})).at(-1)).toContain('done c/m');
  });

  test('downgrades to no guard, and no guard writes a summary', async () => {
    const scenario = new Scenario(
      { a: WHOLE },
      {
        providers: { a: HTTPS, g: HTTPS },
        budget: { requestUsd: 0.005, onLimit: 'downgrade' },
        models: {
          'a/m': { price: { input: 10, output: 100 } },
          'g/llama-guard': { price: { input: 0.02, output: 0.02 } },
        },
        routes: { default: ['a/m'] },
        guard: { model: 'g/llama-guard', check: ['input'] },
      },
    );
    scenario.providers.g = new ScriptedProvider({ 'llama-guard': ['safe', { finish: 'stop' }] }, scenario.clock);
    expect((await scenario.run({ task: 'chat' })).at(-1)).toContain('error budget');
    expect(cheapestFor('a long talk', scenario.setup, scenario.tools).map(({ model }) => model.id)).toEqual(['a/m']);
  });

  test.each([
    ['prose', 'The committee, which had been reorganized twice, nevertheless managed to agree upon a compromise. '],
    ['German', 'Die Bundesregierung beschloss gestern eine weitreichende Verordnung zur Energieversorgung. '],
  ])('an answer in %s whose usage nobody told costs what was set aside for it at most', async (_, sentence) => {
    const provider = { a: HTTPS, b: HTTPS, c: HTTPS };
    const scenario = new Scenario(
      {},
      {
        providers: provider,
        budget: { requestUsd: 0.0047 },
        models: { 'a/gpt-4o': { price: { input: 1, output: 2 } } },
        routes: { default: ['a/gpt-4o'] },
      },
    );
    // As many sentences as the limit that is sent allows.
    const each = ((await tokensOf(sentence.repeat(40))) - (await tokensOf(sentence.repeat(20)))) / 20;
    const steps: Step[] = [...new Array<string>(Math.floor(2280 / each)).fill(sentence), { finish: 'length' }];
    scenario.providers.a = new ScriptedProvider({ 'gpt-4o': steps }, scenario.clock);
    await scenario.run();
    const [row] = scenario.ledger.rows;
    expect(row).toMatchObject({ outcome: 'ok', estimated: true });
    expect(row?.costNano).toBeGreaterThan(4_000_000);
    expect(row?.costNano).toBeLessThanOrEqual(4_700_000);
  });

  test('sets aside what placeholders add to a question', async () => {
    const scenario = new Scenario(
      {},
      {
        providers: { a: HTTPS, b: HTTPS, c: HTTPS },
        budget: { requestUsd: 1 },
        models: { 'a/gpt-4o': { price: { input: 1, output: 2 } } },
        routes: { default: ['a/gpt-4o'] },
      },
    );
    const provider = new ScriptedProvider({ 'gpt-4o': WHOLE }, scenario.clock);
    scenario.providers.a = provider;
    let reserved: Reservation | undefined;
    const reserve = scenario.reservations.reserve.bind(scenario.reservations);
    scenario.reservations.reserve = (reservation, ...rest) => {
      reserved = reservation;
      return reserve(reservation, ...rest);
    };
    const words = ['sunshine', 'football', 'princess', 'whatever', 'starwars', 'computer', 'michelle', 'superman'];
    const prompt = Array.from({ length: 300 }, (_, n) => `PASSWORD=${words[n % 8]}${n}`).join('\n');
    const tools = { ...scenario.tools, detectLeaks: leakDetector() };
    for await (const event of routeChat(aRequest({ prompt }), scenario.setup, tools, NEVER)) {
      if (event.type === 'error') throw new Error(event.error.message);
    }
    const [call] = provider.calls;
    expect(JSON.stringify(call?.messages)).toContain('__SECRET_300__');
    const sent = await openaiTokenCounter.count('gpt-4o', call?.messages ?? [], {}, NEVER);
    expect(reserved?.inputTokens).toBeGreaterThanOrEqual(sent ?? Number.POSITIVE_INFINITY);
  });
});

test('what a rule avoids is not asked for being cheap either', async () => {
  const whole: Step[] = ['hello', { finish: 'stop' }];
  const price = (input: number) => ({ price: { input, output: input * 2 } });
  const settings = {
    models: { 'a/m': price(1), 'b/m': price(0.1), 'c/m': price(0) },
    routes: { default: ['a/m'] },
    budget: { requestUsd: 0.0005, onLimit: 'downgrade' },
  };
  const asked = async (rules: unknown[]) => {
    const scenario = new Scenario({ a: whole, b: whole, c: whole }, { ...settings, rules });
    return (await scenario.run())[0];
  };
  expect(await asked([])).toBe('0 decision c/m b/m');
  expect(await asked([{ when: {}, avoid: ['c/*'] }])).toBe('0 decision b/m');
});
