import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costNano, rateFromUsd } from '../../../src/core/accounting/price.ts';
import { NO_PARTS, totalTokens, type UsageParts } from '../../../src/core/chat/usage.ts';
import { MessagesConverter } from '../../../src/providers/anthropicMessages/toEvents.ts';
import { sumOf } from '../replay.ts';
import { delta, STOP, start } from './wireEvents.ts';

/** The usage of a message that reports one at its beginning and one at its end. */
function usageOf(first: object, last?: object): UsageParts {
  const converter = new MessagesConverter();
  return sumOf([start({ usage: first }), delta('end_turn', last), STOP].flatMap((event) => [...converter.push(event)]))
    .usage;
}

describe('usage in our terms', () => {
  test('is that of the end where it counts everything', () => {
    const last = { input_tokens: 61, cache_creation_input_tokens: 0, cache_read_input_tokens: 7, output_tokens: 2 };
    expect(usageOf({ input_tokens: 43, output_tokens: 1 }, last)).toEqual({
      ...NO_PARTS,
      uncachedInput: 61,
      cacheRead: 7,
      outputText: 2,
    });
  });

  test('is put together where the end counts the output only', () => {
    const first = { input_tokens: 18, cache_creation_input_tokens: 1031, cache_read_input_tokens: 5, output_tokens: 1 };
    expect(usageOf(first, { output_tokens: 100 })).toEqual({
      ...NO_PARTS,
      uncachedInput: 18,
      cacheRead: 5,
      cacheWrite5m: 1031,
      outputText: 100,
    });
  });

  test('is that of the beginning where the end has none, so that a cut answer is charged', () => {
    expect(usageOf({ input_tokens: 9, output_tokens: 3 })).toEqual({ ...NO_PARTS, uncachedInput: 9, outputText: 3 });
    expect(usageOf({ input_tokens: 9, output_tokens: 3 }, { output_tokens: null })).toMatchObject({ outputText: 3 });
  });

  test('tells the caches of five minutes and of an hour apart, by the total of both', () => {
    const first = {
      input_tokens: 1,
      cache_creation_input_tokens: 30,
      cache_creation: { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 20 },
    };
    expect(usageOf(first)).toMatchObject({ cacheWrite5m: 10, cacheWrite1h: 20 });
    expect(usageOf(first, { cache_creation_input_tokens: 50, output_tokens: 1 })).toMatchObject({
      cacheWrite5m: 30,
      cacheWrite1h: 20,
    });
    expect(usageOf(first, { cache_creation_input_tokens: 5 })).toMatchObject({ cacheWrite5m: 0, cacheWrite1h: 5 });
  });

  test('takes nothing from a count of the input by a zero at the end, which proxies write', () => {
    const first = {
      input_tokens: 18,
      cache_read_input_tokens: 5,
      cache_creation_input_tokens: 30,
      cache_creation: { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 20 },
      output_tokens: 1,
    };
    const zeros = {
      input_tokens: 0,
      cache_read_input_tokens: 0,
      cache_creation_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    };
    const parts = { ...NO_PARTS, uncachedInput: 18, cacheRead: 5, cacheWrite5m: 10, cacheWrite1h: 20 };
    expect(usageOf(first, { ...zeros, output_tokens: 7 })).toEqual({ ...parts, outputText: 7 });
    expect(usageOf(first, { output_tokens: 0 })).toEqual(parts);
    expect(usageOf({ ...zeros, output_tokens: 1 }, first)).toEqual({ ...parts, outputText: 1 });
  });

  test('has zeros that stand beside other counts of the input, as after a compaction', () => {
    const last = { input_tokens: 181, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 8 };
    expect(usageOf({ input_tokens: 100, cache_read_input_tokens: 55_096 }, last)).toEqual({
      ...NO_PARTS,
      ...{ uncachedInput: 181, outputText: 8 },
    });
  });

  test('has what was written to a cache where only its parts are told', () => {
    const parts = { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 20 };
    const written = { ...NO_PARTS, uncachedInput: 1, cacheWrite5m: 10, cacheWrite1h: 20 };
    expect(usageOf({ input_tokens: 1, cache_creation: parts })).toEqual(written);
    expect(usageOf({ input_tokens: 1, cache_creation: parts }, { cache_creation_input_tokens: 0 })).toEqual(written);
    expect(usageOf({ cache_creation: { ephemeral_5m_input_tokens: 10 } })).toEqual({ ...NO_PARTS, cacheWrite5m: 10 });
  });

  test('has the thinking out of the output', () => {
    const last = { output_tokens: 106, output_tokens_details: { thinking_tokens: 67 } };
    expect(usageOf({ input_tokens: 28, output_tokens: 5 }, last)).toMatchObject({ outputText: 39, reasoning: 67 });
  });

  test('has parts whose sum is the sum of what the vendor counts', () => {
    const count = fc.nat(1e6);
    const wire = fc.record({
      input_tokens: count,
      cache_read_input_tokens: count,
      cache_creation_input_tokens: count,
      cache_creation: fc.record({ ephemeral_1h_input_tokens: count }),
      output_tokens: count,
      output_tokens_details: fc.record({ thinking_tokens: count }),
    });
    fc.assert(
      fc.property(wire, (usage) => {
        const { input_tokens, cache_read_input_tokens, output_tokens } = usage;
        const written = usage.cache_creation_input_tokens || usage.cache_creation.ephemeral_1h_input_tokens;
        const { claimed: _, ...parts } = usageOf(usage);
        for (const tokens of Object.values(parts)) expect(tokens).toBeGreaterThanOrEqual(0);
        expect(totalTokens(parts)).toBe(input_tokens + cache_read_input_tokens + written + output_tokens);
      }),
    );
  });

  test('costs what the vendor charges: litellm#9812, to the nano-dollar', () => {
    const parts = usageOf({ input_tokens: 3, cache_creation_input_tokens: 12_304, output_tokens: 550 });
    const price = { input: rateFromUsd(3), cacheWrite: rateFromUsd(3.75), output: rateFromUsd(15) };
    expect(costNano(price, parts)).toBe(54_399_000);
  });
});
