import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costNano, rateFromUsd } from '../../../src/core/accounting/price.ts';
import { partsOf, totalTokens, usageOf } from '../../../src/core/chat/usage.ts';

const count = fc.nat(1000);
const counts = fc.record({
  ...{ input: count, cacheRead: count, cacheWrite5m: count, cacheWrite1h: count },
  ...{ output: count, reasoning: count },
});

test('any counts are told as they were reported, and their parts add up to the whole', () => {
  fc.assert(
    fc.property(counts, ({ input, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning }) => {
      const parts = partsOf({ input, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning });
      const { claimed: _, ...charged } = parts;
      expect(Math.min(...Object.values(charged))).toBeGreaterThanOrEqual(0);
      expect(totalTokens(parts)).toBe(input + output);
      expect(usageOf(parts)).toEqual({
        inputTokens: input,
        cachedInputTokens: cacheRead,
        cacheWriteTokens: cacheWrite5m + cacheWrite1h,
        outputTokens: output,
        reasoningTokens: reasoning,
      });
    }),
  );
});

test('a part that is said to be more than its whole is charged as the whole', () => {
  // Azure's Grok, as recorded: 161 of 7 input tokens were cached.
  const parts = partsOf({ input: 7, cacheRead: 161, output: 8 });
  const price = { input: rateFromUsd(2), cachedInput: rateFromUsd(1), output: rateFromUsd(10) };
  expect(costNano(price, parts)).toBe(7 * 1000 + 8 * 10_000);
});
