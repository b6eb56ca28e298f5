import { expect, test } from 'vitest';
import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import type { Behaviour } from '../simulator/behaviour.ts';
import { OverHttp } from './overHttp.ts';

/** Asks, and says who was asked and what the decision gave as reasons. */
async function ask(
  http: OverHttp,
  signal?: AbortSignal,
): Promise<{ asked: string[]; reasons: string[]; last: ChatEvent }> {
  const events: ChatEvent[] = [];
  for await (const event of http.route({}, signal)) events.push(event);
  const [decision] = events;
  if (decision?.type !== 'decision') throw new Error('no decision');
  return {
    asked: events.flatMap((event) => (event.type === 'attempt' ? [event.model] : [])),
    reasons: decision.targets.flatMap(({ model, reasons }) => reasons.slice(1).map((reason) => `${model}: ${reason}`)),
    last: events.at(-1) as ChatEvent,
  };
}

const soon = (ms: number) => new Date(Date.now() + ms).toISOString();

test.each<[string, string, Behaviour]>([
  [
    'OpenAI',
    'openai-chat',
    { headers: { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '6m0s' } },
  ],
  [
    'Anthropic',
    'anthropic-messages',
    {
      headers: {
        'anthropic-ratelimit-output-tokens-limit': '500',
        'anthropic-ratelimit-output-tokens-remaining': '0',
        'anthropic-ratelimit-output-tokens-reset': soon(300_000),
      },
    },
  ],
  [
    'OpenRouter',
    'openai-chat',
    { headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(Date.now() + 300_000) } },
  ],
  [
    'Gemini behind a gateway',
    'gemini',
    { headers: { 'x-ratelimit-remaining-tokens-minute': '0', 'x-ratelimit-reset-tokens-minute': '50' } },
  ],
  [
    'Responses',
    'openai-responses',
    { headers: { 'x-ratelimit-remaining-tokens': '5', 'x-ratelimit-reset-tokens': '4m' } },
  ],
])('%s says with a good answer that it is used up: the next question goes elsewhere', async (_, api, behaviour) => {
  await using http = await OverHttp.start(behaviour, {
    provider: { api },
  });
  const { setup, simulator } = http;
  const a = setup.providers.get('a');
  if (a !== undefined) Object.assign(a, { baseUrl: simulator.baseUrl('a', api as 'gemini') });
  expect(await ask(http)).toMatchObject({ asked: ['a/m'], reasons: [] });
  const { asked, reasons } = await ask(http);
  expect(asked).toEqual(['b/m']);
  expect(reasons).toEqual([
    expect.stringMatching(/^a\/m: its (?:requests|tokens) are used up, it said, free in \d+ (?:s|minutes)$/),
  ]);
});

test('A 429 tells of the limit: once its model no longer rests, it still is asked last', async () => {
  await using http = await OverHttp.start(
    { status: 429, headers: { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '50s' } },
    { settings: { resilience: { cooldownMs: 0 } } },
  );
  expect((await ask(http)).asked).toEqual(['a/m', 'b/m']);
  http.breaker.reset('a');
  expect(await ask(http)).toMatchObject({
    asked: ['b/m'],
    reasons: [expect.stringMatching(/^a\/m: its tokens are used up/)],
  });
});

test('A stop ends the wait for a limit within 50 ms, and nobody is asked', async () => {
  await using http = await OverHttp.start(
    {},
    { provider: { limits: { requestsPerMinute: 1 } }, settings: { routes: { default: ['a/m'] } } },
  );
  await ask(http);
  const controller = new AbortController();
  let stoppedAt = 0;
  setTimeout(() => {
    stoppedAt = performance.now();
    controller.abort();
  }, 100);
  const { last } = await ask(http, controller.signal);
  expect(performance.now() - stoppedAt).toBeLessThan(50);
  expect(last).toMatchObject({ type: 'error', error: { kind: 'cancelled' } });
  expect(http.simulator.requests).toHaveLength(1);
});
