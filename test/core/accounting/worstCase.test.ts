import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costNano, type Price, rateFromUsd } from '../../../src/core/accounting/price.ts';
import { measurePrompt } from '../../../src/core/accounting/promptMeasure.ts';
import { fitInto, leastNano, worstCase } from '../../../src/core/accounting/worstCase.ts';
import type { Parameters } from '../../../src/core/chat/parameters.ts';
import { NO_PARTS } from '../../../src/core/chat/usage.ts';
import type { Model } from '../../../src/core/models/model.ts';
import type { LearntFacts } from '../../../src/core/ports/modelMemory.ts';

const PRICE: Price = { input: rateFromUsd(1), output: rateFromUsd(2) };

function aModel(name = 'm', changes: Partial<Model> = {}): Model {
  return { id: `a/${name}`, provider: 'a', name, reasoning: false, ...changes };
}

/** The worst case of one message. */
function worst(text: string, model = aModel(), parameters: Parameters = {}, facts: LearntFacts = {}, price = PRICE) {
  const messages = [{ role: 'user', parts: [{ type: 'text', text }] }] as const;
  return worstCase({ model, messages, parameters, prompt: measurePrompt(messages, parameters) }, price, facts);
}

describe('the worst case', () => {
  test('of the input is its bytes, where the vocabulary is not known', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const bytes = new TextEncoder().encode(text).length;
        expect(worst(text).inputTokens).toBe(bytes + 64 + 16);
      }),
    );
  });

  test('of a long input is near its estimate, where the vocabulary is known or was corrected', () => {
    const text = 'The quick brown fox jumps over the lazy dog. '.repeat(500);
    for (const { inputTokens } of [
      worst(text, aModel('claude-sonnet-4-5')),
      worst(text, aModel(), {}, { tokensPerEstimate: 1 }),
    ]) {
      expect(inputTokens).toBeGreaterThan(5000 * 1.15);
      expect(inputTokens).toBeLessThan(text.length / 2);
    }
  });

  test('is billed at the highest rate that it can meet', () => {
    const tiered = {
      base: 1e9,
      tiers: [
        { start: 50, rate: 3e9 },
        { start: 1e6, rate: 9e9 },
      ],
    };
    const price: Price = {
      input: tiered,
      cacheWrite: rateFromUsd(4),
      output: rateFromUsd(2),
      reasoning: rateFromUsd(5),
    };
    const { inputTokens, inputNano, outputRate } = worst('hello', aModel(), {}, {}, price);
    expect(inputNano).toBe(inputTokens * 4000);
    expect(outputRate).toBe(5e9);
  });

  test('of the output is its limit: what is asked for, else what the model can write, else a bound that is then sent', () => {
    expect(worst('x', aModel(), { maxOutputTokens: 100 })).toMatchObject({ outputTokens: 100, leastTokens: 100 });
    expect(worst('x', aModel('m', { outputLimit: 800 }))).toMatchObject({ outputTokens: 800, leastTokens: 800 });
    expect(worst('x', aModel('m', { maxOutputTokens: 64_000 }))).toMatchObject({
      outputTokens: 64_000,
      leastTokens: 600,
    });
    expect(worst('x', aModel('m', { reasoning: true }))).toMatchObject({ outputTokens: 16_384, leastTokens: 2400 });
    expect(worst('x', aModel('m', { maxOutputTokens: 200 }))).toMatchObject({ outputTokens: 200, leastTokens: 200 });
  });

  const tokens = fc.integer({ min: 0, max: 50_000 });
  test('is never below what is billed, however the tokens are split', () => {
    fc.assert(
      fc.property(
        fc.record({
          left: fc.integer({ min: 0, max: 300_000_000 }),
          text: fc.string({ maxLength: 200 }),
          cents: fc.nat(5000),
        }),
        fc.record({ input: tokens, written: tokens, output: tokens, thought: tokens }),
        ({ left, text, cents }, real) => {
          const usd = cents / 97;
          const price: Price = {
            input: rateFromUsd(usd),
            cacheWrite: rateFromUsd(usd * 1.25),
            output: rateFromUsd(usd * 3.3),
          };
          const all = worst(text, aModel(), {}, {}, price);
          const amount = fitInto(all, left);
          expect(amount === undefined).toBe(leastNano(all) > left);
          if (amount === undefined) return;
          expect(amount.nano).toBeLessThanOrEqual(left);
          const cacheWrite5m = Math.min(real.written, all.inputTokens);
          const uncachedInput = Math.min(real.input, all.inputTokens - cacheWrite5m);
          const reasoning = Math.min(real.thought, amount.outputTokens);
          const outputText = Math.min(real.output, amount.outputTokens - reasoning);
          const bill = costNano(price, { ...NO_PARTS, uncachedInput, cacheWrite5m, reasoning, outputText });
          expect(bill).toBeLessThanOrEqual(amount.nano);
        },
      ),
      { numRuns: 500 },
    );
  });
});
