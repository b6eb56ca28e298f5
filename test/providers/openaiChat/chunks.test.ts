import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { usageOf as countsOf, totalTokens } from '../../../src/core/chat/usage.ts';
import { ChatConverter } from '../../../src/providers/openaiChat/toEvents.ts';
import { lines } from '../eventLines.ts';

import { replay, sse } from '../replay.ts';

const delta = (fields: object, finish_reason: string | null = null) => ({
  choices: [{ index: 0, delta: fields, finish_reason }],
});
const END = delta({}, 'stop');

async function logOf(...chunks: object[]): Promise<string[]> {
  return (await replay({ body: sse(chunks) })).log;
}

describe('a stream of chunks', () => {
  test.each([
    ['nothing in its choices', [{ choices: [] }, { choices: null }, {}, END]],
    ['nulls everywhere', [delta({ content: null, reasoning_content: null, tool_calls: null, refusal: null }), END]],
    ['empty pieces', [delta({ content: '', reasoning: '' }), END]],
    ['unknown fields', [{ ...delta({ annotations: [1] }), service_tier: 'x', p: 'abc' }, END]],
    ['chunks that are none', [{ choices: 'no' }, { object: 'ping' }, END]],
  ])('with %s is an empty answer that ends', async (_, chunks) => {
    expect(await logOf(...chunks)).toEqual(['finish stop']);
  });

  test('of several choices is the first one', async () => {
    const second = { choices: [{ index: 1, delta: { content: 'other' }, finish_reason: 'length' }] };
    expect(await logOf(delta({ content: 'mine' }), second, END)).toEqual(['text "mine"', 'finish stop']);
  });

  test('has reasoning under either name, once', async () => {
    expect(await logOf(delta({ reasoning: 'a' }), delta({ reasoning_content: 'b', reasoning: 'b' }), END)).toEqual([
      'reasoning "ab"',
      'finish stop',
    ]);
  });

  test('has a refusal as its text', async () => {
    expect(await logOf(delta({ refusal: 'I cannot.' }), END)).toEqual(['text "I cannot."', 'finish stop']);
  });

  test('may repeat its finish, and bring text and usage with it or after it', async () => {
    const usage = { prompt_tokens: 3, completion_tokens: 1 };
    expect(await logOf({ ...delta({ content: 'x' }, 'stop'), usage }, END, { choices: [], usage })).toEqual([
      'text "x"',
      'usage 3 (0 cached) + 1 (0 reasoning)',
      'finish stop',
      'usage 3 (0 cached) + 1 (0 reasoning)',
    ]);
  });

  test('keeps the text beside usage that cannot be read', async () => {
    const odd = [
      { prompt_tokens: 'three', completion_tokens: -1 },
      { prompt_tokens: 1e300 },
      { prompt_tokens_details: 'none', completion_tokens_details: [1] },
      'none',
    ];
    const chunks = odd.map((usage) => ({ ...delta({ content: 'x' }), usage }));
    const log = await logOf(...chunks, END);
    expect(log.filter((line) => line.startsWith('text')).length).toBe(4);
    expect(new Set(log.filter((line) => line.startsWith('usage')))).toEqual(
      new Set(['usage 0 (0 cached) + 0 (0 reasoning)']),
    );
  });

  test.each([
    ['insufficient_system_resource', 'overloaded: the model ran out of resources in the middle of the answer'],
    ['error', 'server: the model failed in the middle of the answer'],
    ['network_error', 'server: the model failed in the middle of the answer'],
  ])('that ends with %s failed', async (reason, expected) => {
    expect(await logOf(delta({ content: 'half' }), delta({}, reason))).toEqual(['text "half"', expected]);
  });

  test.each([
    ['end_turn', 'stop'],
    ['eos', 'stop'],
    ['function_call', 'toolCalls'],
  ])('that ends with %s finishes as %s', async (reason, expected) => {
    expect(await logOf(delta({}, reason))).toEqual([`finish ${expected}`]);
  });

  test('may report what it cost', () => {
    const [usage] = [...new ChatConverter().push({ usage: { prompt_tokens: 1, completion_tokens: 2, cost: 0.0012 } })];
    expect(usage).toMatchObject({ type: 'usage', reportedCostUsd: 0.0012 });
  });

  test('never throws a bug at us, whatever its chunks are', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (chunks) => {
        const converter = new ChatConverter();
        const events = chunks.flatMap((chunk) => [...converter.push(chunk)]);
        expect(lines(events)).toEqual([]);
      }),
    );
  });
});

describe('usage in our terms', () => {
  const partsOf = (usage: object) => {
    const [event] = [...new ChatConverter().push({ usage })];
    return event?.type === 'usage' ? event.usage : undefined;
  };
  const usageOf = (usage: object) => {
    const parts = partsOf(usage);
    return parts && countsOf(parts);
  };

  test.each([
    [{ prompt_tokens: 10, prompt_cache_hit_tokens: 4, completion_tokens: 2 }, 'cachedInputTokens', 4],
    [{ prompt_tokens: 10, prompt_tokens_details: { cached_tokens: 4 } }, 'cachedInputTokens', 4],
    [{ prompt_tokens: 10, prompt_tokens_details: { cache_write_tokens: 6 } }, 'cacheWriteTokens', 6],
    [{ prompt_tokens: 1, prompt_tokens_details: { cached_tokens: 9 } }, 'cachedInputTokens', 9],
    [{ completion_tokens: 5, completion_tokens_details: { reasoning_tokens: 3 } }, 'outputTokens', 5],
    // xAI counts reasoning beside the completion; its total says so.
    [
      { prompt_tokens: 1, completion_tokens: 5, total_tokens: 9, completion_tokens_details: { reasoning_tokens: 3 } },
      'outputTokens',
      8,
    ],
  ] as const)('%o has %s %i', (wire, field, expected) => {
    expect(usageOf(wire)?.[field]).toBe(expected);
  });

  test('is never less than nothing, and charged for no more than the whole', () => {
    const count = fc.oneof(fc.nat(), fc.constant(null), fc.double(), fc.string());
    const details = fc.record({ cached_tokens: count, cache_write_tokens: count, reasoning_tokens: count });
    const wire = fc.record({
      prompt_tokens: count,
      completion_tokens: count,
      total_tokens: count,
      prompt_tokens_details: details,
      completion_tokens_details: details,
    });
    fc.assert(
      fc.property(wire, (usage) => {
        const parts = partsOf(usage);
        if (parts === undefined) throw new Error('the usage was dropped');
        const { claimed: _, ...charged } = parts;
        const { inputTokens, outputTokens, ...inner } = countsOf(parts);
        const counts = [...Object.values(charged), ...Object.values(inner)];
        for (const tokens of counts) expect(tokens).toBeGreaterThanOrEqual(0);
        const all = inputTokens + outputTokens;
        expect(Math.abs(totalTokens(parts) - all)).toBeLessThanOrEqual(all * 1e-9);
      }),
    );
  });
});
