import { expect, test } from 'vitest';
import type { DecisionEvent } from '../../src/core/chat/chatEvent.ts';
import { routeChat } from '../../src/core/routing/routeChat.ts';
import { KeptTries } from '../../src/storage/keptTries.ts';
import { localCalendar } from '../../src/storage/localCalendar.ts';
import { aRequest, Scenario } from '../fakes/scenario.ts';
import type { Step } from '../fakes/scriptedProvider.ts';

const HTTPS = { api: 'openai-chat', baseUrl: 'https://example.test/v1' };
const answer = (outputTokens: number): Step[] => [
  'Fine.',
  { usage: { inputTokens: 100, outputTokens } },
  { finish: 'stop' },
];
const TYPICAL = 150;

/** `a/m` is the best for the money, `b/m` a little dearer and as good, and writes longer answers than expected. */
function scenarioOf(maxUsdPerDay: number): Scenario {
  const price = (usd: number) => ({ price: { input: usd, output: usd }, tier: 'budget', maxOutputTokens: 4000 });
  return new Scenario(
    { a: answer(TYPICAL), b: answer(10 * TYPICAL) },
    {
      providers: { a: HTTPS, b: HTTPS },
      models: { 'a/m': price(1), 'b/m': price(1.1) },
      routes: {},
      exploration: { share: 0.5, maxUsdPerDay },
    },
  );
}

/** The models that answer so many first questions of chats, and what all of it cost beyond the best one's answers. */
async function answers(scenario: Scenario, questions: number) {
  const { ledger, clock } = scenario;
  const tries = new KeptTries(ledger, localCalendar, clock);
  const tools = { ...scenario.tools, tries };
  const { signal } = new AbortController();
  const decisions: DecisionEvent[] = [];
  for (let at = 0; at < questions; at++) {
    const request = aRequest({
      id: `r${at}`,
      source: 'panel',
      task: 'chat',
      prompt: 'Write this down at some length, please',
    });
    for await (const event of routeChat(request, scenario.setup, tools, signal))
      if (event.type === 'decision') decisions.push(event);
  }
  const tried = ledger.rows.filter(({ model }) => model === 'b/m');
  return { tried: tried.length, decisions, extraUsd: tries.extraToday() / 1e9 };
}

test('tries cost what the user allows a day and at most one answer more, by what they really took', async () => {
  const dear = await answers(scenarioOf(1), 60);
  expect(dear.tried).toBeGreaterThan(5);
  const [one] = [dear.extraUsd / dear.tried];
  const bounded = await answers(scenarioOf(2.5 * one), 60);
  expect(bounded.tried).toBe(3);
  expect(bounded.extraUsd).toBeCloseTo(3 * one, 9);
  expect((await answers(scenarioOf(0), 60)).tried).toBe(0);
  const told = bounded.decisions.filter(({ reasons }) => /^trying m in place of m/.test(reasons[0] ?? ''));
  expect(told).toHaveLength(3);
  expect(told.every(({ preferred }) => preferred === 'a/m')).toBe(true);
});
