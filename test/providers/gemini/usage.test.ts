import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costNano, rateFromUsd, usdFromNano } from '../../../src/core/accounting/price.ts';
import { totalTokens } from '../../../src/core/chat/usage.ts';
import { GeminiConverter } from '../../../src/providers/gemini/toEvents.ts';
import { sumOf } from '../replay.ts';

/** What the reports of an answer come to. */
function sumOfReports(...reports: unknown[]) {
  const converter = new GeminiConverter();
  return sumOf(reports.flatMap((usageMetadata) => [...converter.push({ usageMetadata })]));
}
const partsOfReports = (...reports: unknown[]) => sumOfReports(...reports).usage;

const NONE = { uncachedInput: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, outputText: 0, reasoning: 0 };

describe('usage in our terms', () => {
  test.each([
    [
      'has cached input within the prompt',
      { promptTokenCount: 10, cachedContentTokenCount: 4 },
      { uncachedInput: 6, cacheRead: 4 },
    ],
    [
      'has thoughts beside the answer',
      { candidatesTokenCount: 3, thoughtsTokenCount: 5 },
      { outputText: 3, reasoning: 5 },
    ],
    [
      'has what tools read as further input',
      { promptTokenCount: 37, toolUsePromptTokenCount: 105, candidatesTokenCount: 29, totalTokenCount: 171 },
      { uncachedInput: 142, outputText: 29 },
    ],
    [
      'has thoughts within the answer where the total says so',
      { promptTokenCount: 10, candidatesTokenCount: 50, thoughtsTokenCount: 42, totalTokenCount: 60 },
      { uncachedInput: 10, outputText: 8, reasoning: 42 },
    ],
    [
      'has thoughts only, at an output limit',
      { promptTokenCount: 1, thoughtsTokenCount: 9, totalTokenCount: 10 },
      { uncachedInput: 1, reasoning: 9 },
    ],
    ['has an input only, of a blocked prompt', { promptTokenCount: 14, totalTokenCount: 14 }, { uncachedInput: 14 }],
    [
      'leaves odd counts out',
      { promptTokenCount: '7', candidatesTokenCount: 2, thoughtsTokenCount: -1 },
      { outputText: 2 },
    ],
  ])('%s', (_, report, expected) => {
    expect(partsOfReports(report)).toEqual({ ...NONE, ...expected });
  });

  test('is the last report, which replaces the ones before', () => {
    const first = { promptTokenCount: 5, candidatesTokenCount: 1, totalTokenCount: 6 };
    const last = { promptTokenCount: 5, candidatesTokenCount: 9, totalTokenCount: 14 };
    expect(partsOfReports(first, last)).toEqual({ ...NONE, uncachedInput: 5, outputText: 9 });
  });

  test('keeps fields of earlier reports that the last one lacks, unless its total is the sum of what it has', () => {
    const first = { promptTokenCount: 5, thoughtsTokenCount: 4, totalTokenCount: 9 };
    const lacking = { candidatesTokenCount: 2, totalTokenCount: 11 };
    expect(partsOfReports(first, lacking)).toEqual({ ...NONE, uncachedInput: 5, outputText: 2, reasoning: 4 });
    const complete = { promptTokenCount: 5, candidatesTokenCount: 2, totalTokenCount: 7 };
    expect(partsOfReports(first, complete)).toEqual({ ...NONE, uncachedInput: 5, outputText: 2 });
  });

  test('is not reported by a chunk that only tells how the call is served', () => {
    expect([...new GeminiConverter().push({ usageMetadata: { trafficType: 'ON_DEMAND' } })]).toEqual([]);
  });

  test('is kept as it came, with the total where it is another one', () => {
    const report = { promptTokenCount: 5, candidatesTokenCount: 1, totalTokenCount: 9, promptTokensDetails: [] };
    expect(sumOfReports(report).details).toEqual({ usage: report, claimedTotalTokens: 9 });
    expect(sumOfReports({ ...report, totalTokenCount: 6 }).details.claimedTotalTokens).toBeUndefined();
  });

  test('adds up to the total whenever Google does', () => {
    const count = fc.nat(1e6);
    fc.assert(
      fc.property(count, count, count, count, (prompt, toolUse, candidates, thoughts) => {
        const report = {
          promptTokenCount: prompt,
          toolUsePromptTokenCount: toolUse,
          cachedContentTokenCount: Math.floor(prompt / 2),
          candidatesTokenCount: candidates,
          thoughtsTokenCount: thoughts,
          totalTokenCount: prompt + toolUse + candidates + thoughts,
        };
        expect(totalTokens(partsOfReports(report))).toBe(report.totalTokenCount);
        expect(sumOfReports(report).details.claimedTotalTokens).toBeUndefined();
      }),
    );
  });
});

// github.com/BerriAI/litellm/issues/14849: charged 0.7642.
describe('gemini-2.5-pro with 262,960 tokens of input, 257,955 of them cached, and 1,744 of output', () => {
  const usage = partsOfReports({
    promptTokenCount: 262_960,
    cachedContentTokenCount: 257_955,
    candidatesTokenCount: 1744,
    totalTokenCount: 264_704,
  });
  const flat = { input: rateFromUsd(1.25), cachedInput: rateFromUsd(0.625), output: rateFromUsd(10) };

  test('costs $0.184918 at the flat rates', () => {
    expect(usdFromNano(costNano(flat, usage))).toBeCloseTo(0.184918, 6);
  });

  test('costs more at the tier above 200,000 tokens', () => {
    const tier = (base: number, above: number) => ({
      ...rateFromUsd(base),
      tiers: [{ start: 200_000, rate: rateFromUsd(above).base }],
    });
    const tiered = { input: tier(1.25, 2.5), cachedInput: tier(0.625, 1.25), output: tier(10, 15) };
    expect(usdFromNano(costNano(tiered, usage))).toBeCloseTo(0.361116, 6);
  });
});
