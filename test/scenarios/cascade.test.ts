import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import { Scenario } from '../fakes/scenario.ts';
import { fault, type Step } from '../fakes/scriptedProvider.ts';
import { THREE } from '../fakes/testSetup.ts';

const USAGE: Step = { usage: { inputTokens: 10, outputTokens: 2 } };
const END: Step[] = [USAGE, { finish: 'stop' }];
const GOOD: Step[] = [{ wait: 100 }, 'Hello ', 'there.', ...END];
const STRONG: Step[] = [{ wait: 100 }, 'A better answer.', ...END];
const REFUSING: Step[] = [{ wait: 100 }, "I'm sorry, but I can't help with that.", ...END];
const BROKEN: Step[] = [{ wait: 100 }, '```json\n{"a": [1, 2}\n```', ...END];

const ROUTE = { models: ['a/m', 'b/m', 'c/m'], strategy: 'cascade' };
const CASCADE = { routes: { default: ROUTE } };

describe('a cascade', () => {
  test('shows the first answer when it has passed, and not a word of it before', async () => {
    const scenario = new Scenario({ a: GOOD }, CASCADE);
    const seen: ChatEvent[] = [];
    expect(await scenario.run({}, { onEvent: (event) => seen.push(event) })).toEqual([
      '0 decision a/m b/m c/m',
      '0 attempt 1 a/m draft',
      "100 attempt 1 a/m draft (checking length and refusals, form, the editor's errors)",
      '100 attempt 1 a/m draft (refusal passed 1)',
      '100 text "Hello "',
      '100 text "there."',
      '100 done a/m stop 0.000014 priced in 1',
    ]);
    expect(seen[0]).toMatchObject({ strategy: 'cascade' });
    expect(seen.at(-1)).toMatchObject({ latency: { firstTokenMs: 100 } });
    expect(scenario.rows).toEqual(['a/m ok 10+2 14000']);
  });

  test('asks a stronger model when the first refuses; what the first cost is in the sum', async () => {
    const scenario = new Scenario({ a: REFUSING, b: STRONG }, CASCADE);
    const seen: ChatEvent[] = [];
    expect((await scenario.run({}, { onEvent: (event) => seen.push(event) })).slice(3)).toEqual([
      '100 attempt 1 a/m draft (refusal failed 0)',
      '100 attempt 2 b/m stronger (the answer is a refusal)',
      '200 text "A better answer."',
      '200 done b/m stop 0.000028 priced in 2',
    ]);
    expect(seen.at(-1)).toMatchObject({
      usage: { inputTokens: 10 },
      stopped: [{ attempt: 1, costUsd: 0.000014, estimated: false }],
    });
    expect(scenario.rows).toEqual(['a/m ok 10+2 14000', 'b/m ok 10+2 14000']);
    // A refusal is nothing to learn from.
    expect(scenario.providers.b?.calls[0]?.messages).toEqual(scenario.providers.a?.calls[0]?.messages);
  });

  test('gives the stronger model the faulty answer and what is wrong with it', async () => {
    const scenario = new Scenario({ a: BROKEN, b: STRONG }, CASCADE);
    const log = await scenario.run();
    expect(log).toContain('100 attempt 1 a/m draft (refusal passed 1, form failed 0)');
    const [draft, evidence] = scenario.providers.b?.calls[0]?.messages.slice(-2) ?? [];
    expect(draft).toMatchObject({ role: 'assistant', parts: [{ text: '```json\n{"a": [1, 2}\n```' }] });
    expect(JSON.stringify(evidence)).toContain('the JSON of the answer cannot be parsed');
  });

  test('gives the answer that did not pass, with a remark, when nobody stronger can be reached', async () => {
    const scenario = new Scenario({ a: BROKEN, b: [fault('server')], c: [fault('overloaded')] }, CASCADE);
    const seen: ChatEvent[] = [];
    const log = await scenario.run({}, { onEvent: (event) => seen.push(event) });
    expect(log.slice(4).map((line) => line.replace(/^\d+ /, ''))).toEqual([
      expect.stringMatching(/^attempt 2 b\/m stronger \(the JSON/),
      'fallback b/m → c/m: server after 0',
      expect.stringMatching(/^attempt 3 c\/m stronger/),
      'text "```json\\n{\\"a\\": [1, 2}\\n```"',
      'done a/m stop 0.000014 priced in 3',
    ]);
    expect(seen.at(-1)).toMatchObject({
      remark: expect.stringMatching(/^a\/m wrote this, and it did not pass its check .*overloaded for a test$/),
    });
  });

  test('takes back what a stronger model broke off with, and gives the first answer', async () => {
    const scenario = new Scenario(
      { a: BROKEN, b: ['Half an', fault('network')] },
      { ...CASCADE, routes: { default: { ...ROUTE, models: ['a/m', 'b/m'] } } },
    );
    const log = await scenario.run();
    expect(log.slice(5).map((line) => line.replace(/^\d+ /, ''))).toEqual([
      'text "Half an"',
      'retract 7',
      'text "```json\\n{\\"a\\": [1, 2}\\n```"',
      expect.stringMatching(/^done a\/m/),
    ]);
  });

  test('leaves what a reader who takes nothing back has seen of the stronger one', async () => {
    const scenario = new Scenario(
      { a: BROKEN, b: ['Half an', fault('network')] },
      { ...CASCADE, routes: { default: { ...ROUTE, models: ['a/m', 'b/m'] } } },
    );
    const log = await scenario.run({ retractable: false });
    expect(log.slice(5).map((line) => line.replace(/^\d+ /, ''))).toEqual([
      'text "Half an"',
      'error network [b/m network]',
    ]);
  });

  test('never gives a refusal: the failure is told', async () => {
    const scenario = new Scenario({ a: REFUSING, b: [fault('server')], c: [fault('server')] }, CASCADE);
    expect((await scenario.run()).at(-1)).toBe('100 error server [b/m server, c/m server]');
    expect(scenario.rows[0]).toBe('a/m ok 10+2 14000');
  });

  test('falls back like any other where the first cannot be asked', async () => {
    const scenario = new Scenario({ a: [fault('server')], b: STRONG }, CASCADE);
    expect((await scenario.run()).slice(1)).toEqual([
      '0 attempt 1 a/m draft',
      '0 fallback a/m → b/m: server after 0',
      '0 attempt 2 b/m',
      '100 text "A better answer."',
      '100 done b/m stop 0.000014 priced in 2',
    ]);
  });

  test('ends with the error that every model would give', async () => {
    const scenario = new Scenario({ a: [fault('badRequest')], b: STRONG }, CASCADE);
    expect((await scenario.run()).slice(1)).toEqual(['0 attempt 1 a/m draft', '0 error badRequest [a/m badRequest]']);
  });

  test('is no cascade for a question with tools, a pinned model, a continuation, or nobody else to ask', async () => {
    const tools = [{ name: 'look', parameters: { type: 'object' } }];
    for (const [changes, settings] of [
      [{ parameters: { tools } }, CASCADE],
      [{ model: 'a/m' }, CASCADE],
      [{ partial: 'Hel' }, CASCADE],
      [{}, { routes: { default: { ...ROUTE, models: ['a/m'] } } }],
    ] as const) {
      const scenario = new Scenario({ a: REFUSING, b: STRONG }, settings);
      const seen: ChatEvent[] = [];
      const log = await scenario.run(changes, { onEvent: (event) => seen.push(event) });
      expect(seen[0]).toMatchObject({ strategy: 'single' });
      expect(log[1]).toBe('0 attempt 1 a/m');
      expect(log.at(-1)).toContain('done a/m');
    }
  });

  test('chosen by hand begins with the cheapest, whatever the order of the chain', async () => {
    const cheap = { price: { input: 0.1, output: 0.2 } };
    const scenario = new Scenario({ c: REFUSING, a: STRONG }, { models: { ...THREE.models, 'c/m': cheap } });
    const log = await scenario.run({ strategy: 'cascade' });
    expect(log[0]).toBe('0 decision c/m a/m b/m');
    expect(log.at(-1)).toContain('done a/m');
  });
});
