import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../../../src/core/chat/chatEvent.ts';
import { Scenario } from './guardScenario.ts';

const USAGE = { usage: { inputTokens: 10, outputTokens: 2 } };
const ASKED = { source: 'server', conversationId: 'c' } as const;

/** What all rows of the ledger cost, in US$. */
function spent({ plain }: Scenario): number {
  return plain.ledger.rows.reduce((sum, { costNano }) => sum + (costNano ?? 0), 0) / 1e9;
}

const costOf = (events: ChatEvent[]) => (events.at(-1) as ChatEvent & { type: 'done' | 'error' }).costUsd;

/** The same window with a budget. */
const within = (budget: Record<string, unknown>, pieces = ['Hello', USAGE]) =>
  new Scenario(pieces, {}, 'up', { budget });

describe("a guard's money", () => {
  test.each([
    ['an answer', ['Hello', USAGE], 'Hi', 'done'],
    ['an answer that it refuses', ['a BOMB', USAGE], 'Hi', 'error'],
    ['a question that it refuses', ['Hello', USAGE], 'a BOMB', 'error'],
  ])('is a part of what %s cost, to the last nano-dollar', async (_, pieces, prompt, type) => {
    const scenario = new Scenario(pieces);
    const { events } = await scenario.ask(prompt, ASKED);
    expect(events.at(-1)?.type).toBe(type);
    expect(scenario.plain.ledger.rows.length).toBeGreaterThan(0);
    expect(costOf(events)).toBeCloseTo(spent(scenario), 12);
    expect(costOf(events)).toBeGreaterThan(0.00001);
  });

  test('leaves attempts and usage those of the answer', async () => {
    const { events } = await new Scenario(['Hello', USAGE]).ask('Hi', ASKED);
    expect(events.at(-1)).toMatchObject({ attempts: 1, usage: { inputTokens: 10, outputTokens: 2 }, estimated: true });
  });

  test('counts to its chat, its request and the share of the local server', async () => {
    const scenario = within({ dailyUsd: 1, serverShare: 0.5 });
    await scenario.ask('Hi', ASKED);
    const scopes = [{ requestId: 'r' }, { conversationId: 'c' }, { since: 0, server: true }] as const;
    const standings = scenario.plain.reservations.standings(
      scopes.map((scope) => ({ name: 'day', nano: 1, scope }) as const),
    );
    expect(standings.map(({ spentNano }) => spentNano / 1e9)).toEqual(
      scopes.map(() => expect.closeTo(spent(scenario), 12)),
    );
    expect(scenario.plain.ledger.rows).toHaveLength(3);
  });

  test("of a question in the panel is not the local server's", async () => {
    const scenario = new Scenario(['Hello']);
    await scenario.ask('Hi', { source: 'panel' });
    expect(scenario.plain.ledger.rows.map(({ source }) => source)).toEqual(['guard', 'panel', 'guard']);
  });

  test.each(['requestUsd', 'chatUsd', 'dailyUsd'])('is left beside an answer that takes all of %s', async (limit) => {
    // The answer could take 16,384 tokens at 2 US$ a million.
    const scenario = within({ [limit]: 0.02 });
    const { events, shown } = await scenario.ask('Hi', ASKED);
    expect(events.at(-1)).toMatchObject({ type: 'done', guard: { output: { type: 'safe' } } });
    expect(shown).toBe('Hello');
    const { maxOutputTokens = 0 } = scenario.answers.calls[0] ?? {};
    expect(maxOutputTokens).toBeGreaterThan(600);
    expect(maxOutputTokens).toBeLessThan(9000);
  });

  test('that is not there stops the question before anybody is asked for it', async () => {
    const scenario = within({ requestUsd: 0.0018 });
    const { events } = await scenario.ask('Hi', ASKED);
    expect(events.at(-1)).toMatchObject({ error: { kind: 'budget' } });
    expect([scenario.guard.calls, scenario.answers.calls]).toEqual([[], []]);
  });

  test('may pass the limit that its question may pass', async () => {
    const scenario = within({ requestUsd: 0.0000001, onLimit: 'ask' });
    scenario.plain.desk = { desk: { mayPass: async () => 'once', priceOf: async () => 'no' } };
    const { shown } = await scenario.ask('Hi');
    expect(shown).toBe('Hello');
  });
});
