import { describe, expect, test } from 'vitest';
import { sumOf } from '../replay.ts';
import { eventsOf } from './converted.ts';
import { message, response, USAGE } from './streamed.ts';

describe('usage in our terms', () => {
  const usageOf = (usage: object) => eventsOf([response([], { usage })]).find(({ type }) => type === 'usage');

  test('has input with what was cached, output with reasoning', () => {
    expect(usageOf({ ...USAGE, input_tokens_details: { cached_tokens: 4, cache_write_tokens: 3 } })).toEqual({
      type: 'usage',
      usage: { uncachedInput: 3, cacheRead: 4, cacheWrite5m: 3, cacheWrite1h: 0, outputText: 4, reasoning: 2 },
    });
  });

  test('has reasoning beside the output where the total says so', () => {
    expect(usageOf({ ...USAGE, total_tokens: 18 })).toMatchObject({ usage: { outputText: 6, reasoning: 2 } });
  });

  test.each([
    [{ cost: 0.0000113 }, 0.0000113],
    [{ cost_in_usd_ticks: 5_409_000 }, 0.0005409],
    [{ cost: 0.5, is_byok: true, cost_details: { upstream_inference_cost: 0.25 } }, 0.75],
    [{ cost: 0, is_byok: true, cost_details: {} }, undefined],
    [{}, undefined],
  ])('with %o costs %s', (fields, expected) => {
    expect(usageOf({ ...USAGE, ...fields })).toEqual(
      expect.objectContaining(expected === undefined ? { type: 'usage' } : { reportedCostUsd: expected }),
    );
  });

  test('is kept as it was sent, with what else the vendor says', () => {
    const usage = { ...USAGE, total_tokens: 99, num_sources_used: 0 };
    const whole = response([message('a', 'x')], { usage, metadata: { system_fingerprint: 'fp_1' } });
    expect(sumOf(eventsOf([whole])).details).toEqual({
      usage,
      claimedTotalTokens: 99,
      model: 'm-1',
      serviceTier: 'default',
      systemFingerprint: 'fp_1',
      finishReason: 'completed',
    });
    const cut = response([], { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } });
    expect(sumOf(eventsOf([cut])).details.finishReason).toBe('max_output_tokens');
  });
});
