import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import { answerTo, OverHttp } from './overHttp.ts';
import { replay, sse } from './replay.ts';

describe('an answer over HTTP', () => {
  test('is its text, its usage and its end', async () => {
    expect(await answerTo({ text: 'Hello, dear world.', cachedShare: 0.5 })).toEqual([
      'text "Hello, dear world."',
      'usage 10 (5 cached) + 5 (0 reasoning)',
      'finish stop',
    ]);
  });

  test('has its reasoning before its text', async () => {
    expect(await answerTo({ reasoning: 'Two and two.', text: 'Four.' })).toEqual([
      'reasoning "Two and two."',
      'text "Four."',
      'usage 10 (0 cached) + 6 (4 reasoning)',
      'finish stop',
    ]);
  });

  test.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['tool_calls', 'toolCalls'],
    ['content_filter', 'contentFilter'],
  ] as const)('that ends with %s finishes as %s', async (finishReason, expected) => {
    expect((await answerTo({ text: 'x', finishReason })).at(-1)).toBe(`finish ${expected}`);
  });

  test('may carry tool calls, piece by piece', async () => {
    const call = (fields: object) => ({ choices: [{ index: 0, delta: { tool_calls: [fields] } }] });
    const { log } = await replay({
      body: sse([
        call({ index: 0, id: 'call_1', type: 'function', function: { name: 'read', arguments: '' } }),
        call({ index: 0, function: { arguments: '{"path":' } }),
        call({ index: 1, id: 'call_2', function: { name: 'list', arguments: '{}' } }),
        call({ index: 0, function: { arguments: '"a.ts"}' } }),
        { choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] },
      ]),
    });
    expect(log).toEqual([
      'toolCall 0 call_1 read ',
      'toolCall 0   {"path":',
      'toolCall 1 call_2 list {}',
      'toolCall 0   "a.ts"}',
      'finish toolCalls',
    ]);
  });

  test.each([{ trickle: true }, { splitBytes: true }, {}])('survives characters cut in the middle: %o', async (how) => {
    const text = '你好，世界 👋🏽 été — 한국어 🇪🇺';
    expect(await answerTo({ text, reasoning: '思考 🤔', ...how })).toEqual([
      'reasoning "思考 🤔"',
      `text "${text}"`,
      expect.stringContaining('usage'),
      'finish stop',
    ]);
  });

  test('is whole without [DONE]', async () => {
    expect(await answerTo({ text: 'whole', omitDone: true })).toEqual([
      'text "whole"',
      expect.stringContaining('usage'),
      'finish stop',
    ]);
  });

  test('is whole through keep-alive comments', async () => {
    expect((await answerTo({ text: 'late', firstTokenMs: 60, keepAliveMs: 10 })).at(0)).toBe('text "late"');
  });
});

describe('keep-alive comments', () => {
  test('reset the idle deadline', async () => {
    const log = await answerTo({ tokens: 3, tokensPerSecond: 4, keepAliveMs: 20 }, { deadlines: { idleMs: 120 } });
    expect(log.at(-1)).toBe('finish stop');
  });

  test('are needed for that', async () => {
    const log = await answerTo({ text: 'a b c', tokensPerSecond: 4 }, { deadlines: { idleMs: 120 } });
    expect(log).toEqual(['text "a"', 'timeout: silent for 120 ms in the middle of the answer']);
  });

  test('do not reset the deadline of the first token', async () => {
    const log = await answerTo({ firstTokenMs: 5000, keepAliveMs: 20 }, { deadlines: { firstTokenMs: 120 } });
    expect(log).toEqual(['timeout: no first word within 120 ms']);
  });
});

describe('usage', () => {
  const doneOf = async (script: Parameters<typeof OverHttp.start>[0]) => {
    await using http = await OverHttp.start(script);
    const events: ChatEvent[] = [];
    for await (const event of http.route({ system: 'be kind' })) events.push(event);
    return { done: events.at(-1), row: http.ledger.rows[0] };
  };

  test('counts once when it comes in the last chunk', async () => {
    const { done, row } = await doneOf({ text: 'one two three', cachedShare: 0.5 });
    const usage = { inputTokens: 3, cachedInputTokens: 1, cacheWriteTokens: 0, outputTokens: 3, reasoningTokens: 0 };
    expect(done).toMatchObject({ type: 'done', usage, costUsd: 0.000009, costSource: 'priced', estimated: false });
    expect(row).toMatchObject({ outcome: 'ok', usage, costNano: 9000, estimated: false });
  });

  test('counts once when it comes in every chunk', async () => {
    const { done, row } = await doneOf({ text: 'one two three', usage: 'everyChunk' });
    expect(done).toMatchObject({ usage: { inputTokens: 3, outputTokens: 3 }, costUsd: 0.000009, estimated: false });
    expect(row).toMatchObject({ costNano: 9000 });
  });

  test('is estimated, and marked as such, when none comes', async () => {
    const { done, row } = await doneOf({ text: 'one two three four', usage: 'none' });
    expect(done).toMatchObject({ type: 'done', estimated: true, costSource: 'priced', usage: { outputTokens: 4 } });
    expect(row).toMatchObject({ estimated: true, usage: { outputTokens: 4 } });
    expect(row?.usage?.inputTokens).toBeGreaterThan(0);
  });

  test('of a broken answer is estimated from what had come', async () => {
    const { done, row } = await doneOf({ text: 'one two three four five six', cutAfterTokens: 4 });
    expect(row).toMatchObject({ model: 'a/m', outcome: 'network', estimated: true, usage: { outputTokens: 4 } });
    expect(done).toMatchObject({ type: 'done', model: 'b/m', estimated: true, attempts: 2 });
  });
});
