import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Charge, Meter, sumCharges } from '../../../src/core/accounting/meter.ts';
import { costNano, nanoFromUsd, type Price, rateFromUsd, usdFromNano } from '../../../src/core/accounting/price.ts';
import { NO_USAGE, type Usage } from '../../../src/core/chat/usage.ts';
import type { ProviderEvent } from '../../../src/core/ports/provider.ts';
import { testSetup } from '../../fakes/testSetup.ts';

const usage = (fields: Partial<Usage>): Usage => ({ ...NO_USAGE, ...fields });
const usd = (fields: Record<'input' | 'output', number> & { cachedInput?: number; cacheWrite?: number }): Price => ({
  input: rateFromUsd(fields.input),
  output: rateFromUsd(fields.output),
  ...(fields.cachedInput === undefined ? {} : { cachedInput: rateFromUsd(fields.cachedInput) }),
  ...(fields.cacheWrite === undefined ? {} : { cacheWrite: rateFromUsd(fields.cacheWrite) }),
});

describe('the cost of a call', () => {
  test('is exact: ten tokens at $0.14 a million are 1,400 nano-dollars', () => {
    expect(costNano(usd({ input: 0.14, output: 0 }), usage({ inputTokens: 10 }))).toBe(1400);
  });

  test.each<[string, Price, Partial<Usage>, number]>([
    ['input and output', usd({ input: 1, output: 2 }), { inputTokens: 10, outputTokens: 5 }, 20_000],
    [
      'cached input at its rate',
      usd({ input: 1, cachedInput: 0.1, output: 0 }),
      { inputTokens: 10, cachedInputTokens: 4 },
      6400,
    ],
    ['cached input without a rate', usd({ input: 1, output: 0 }), { inputTokens: 10, cachedInputTokens: 4 }, 10_000],
    [
      'cache writes at their rate',
      usd({ input: 1, cacheWrite: 1.25, output: 0 }),
      { inputTokens: 10, cacheWriteTokens: 8 },
      12_000,
    ],
    [
      'more cached than there was',
      usd({ input: 1, cachedInput: 0, output: 0 }),
      { inputTokens: 10, cachedInputTokens: 99 },
      0,
    ],
    ['reasoning inside the output', usd({ input: 0, output: 3 }), { outputTokens: 10, reasoningTokens: 9 }, 30_000],
    ['nothing', usd({ input: 9, output: 9 }), {}, 0],
    ['half a nano-dollar, up', { input: { base: 500_000 }, output: { base: 0 } }, { inputTokens: 1 }, 1],
    ['less than half, down', { input: { base: 499_999 }, output: { base: 0 } }, { inputTokens: 1 }, 0],
    ['a great deal', usd({ input: 100_000, output: 0 }), { inputTokens: 90_000_000 }, 9_000_000_000_000_000],
  ])('counts %s', (_, price, counts, expected) => {
    expect(costNano(price, usage(counts))).toBe(expected);
  });

  test('takes the rate of its tier for all tokens once the input exceeds the start', () => {
    const price: Price = {
      input: { base: 1_000_000_000, tiers: [{ start: 200_000, rate: 2_000_000_000 }] },
      output: { base: 10_000_000_000, tiers: [{ start: 200_000, rate: 15_000_000_000 }] },
    };
    expect(costNano(price, usage({ inputTokens: 200_000, outputTokens: 10 }))).toBe(200_000_000 + 100_000);
    expect(costNano(price, usage({ inputTokens: 200_001, outputTokens: 10 }))).toBe(400_002_000 + 150_000);
  });

  test('is never off by more than its one rounding, whatever the price and the counts', () => {
    const tokens = fc.nat({ max: 2_000_000 });
    const rate = fc.double({ min: 0, max: 1000, noNaN: true }).map(rateFromUsd);
    fc.assert(
      fc.property(rate, rate, rate, tokens, tokens, tokens, (input, cachedInput, output, all, cached, out) => {
        const counts = usage({ inputTokens: all, cachedInputTokens: Math.min(cached, all), outputTokens: out });
        const cost = costNano({ input, cachedInput, output }, counts);
        const read = BigInt(counts.cachedInputTokens);
        const exact =
          (BigInt(all) - read) * BigInt(input.base) +
          read * BigInt(cachedInput.base) +
          BigInt(out) * BigInt(output.base);
        expect(Number.isSafeInteger(cost)).toBe(true);
        const off = BigInt(cost) * 1_000_000n - exact;
        expect(off >= -500_000n && off <= 500_000n).toBe(true);
      }),
    );
  });

  test('adds up without drift: a million small sums are the big one', () => {
    const one = costNano(usd({ input: 0.1, output: 0.3 }), usage({ inputTokens: 3, outputTokens: 7 }));
    let sum = 0;
    for (let call = 0; call < 1_000_000; call++) sum += one;
    expect(sum).toBe(2_400_000_000);
    expect(usdFromNano(sum)).toBe(2.4);
  });

  test('goes to dollars and back without loss', () => {
    fc.assert(fc.property(fc.nat({ max: 10_000_000_000_000 }), (nano) => nanoFromUsd(usdFromNano(nano)) === nano));
  });
});

describe('a meter', () => {
  const model = (price?: object) => {
    const found = testSetup({ models: { 'a/m': price === undefined ? {} : { price } } }).models.get('a/m');
    if (found === undefined) throw new Error('no model');
    return found;
  };
  const PRICED = model({ input: 1, output: 2 });
  const charge = (events: readonly ProviderEvent[], of = PRICED): Charge => {
    const meter = new Meter(of, 100);
    for (const event of events) meter.see(event);
    return meter.charge();
  };
  const text = { type: 'text', delta: 'twelve chars' } as const;
  const reported = (fields: Partial<Usage>) => ({ type: 'usage', usage: usage(fields) }) as const;

  test('bills nothing before any output', () => {
    expect(charge([])).toEqual({ usage: NO_USAGE, estimated: false, costNano: 0, costSource: 'priced' });
  });

  test('takes the last of repeated reports', () => {
    const events = [text, reported({ inputTokens: 5, outputTokens: 1 }), reported({ inputTokens: 5, outputTokens: 9 })];
    expect(charge(events)).toMatchObject({ estimated: false, costNano: 23_000, usage: { outputTokens: 9 } });
  });

  test('estimates where nothing was reported, or zeros', () => {
    const estimate = { estimated: true, costNano: 106_000, usage: { inputTokens: 100, outputTokens: 3 } };
    expect(charge([text])).toMatchObject(estimate);
    expect(charge([text, reported({})])).toMatchObject(estimate);
  });

  test('prefers what the vendor says it cost', () => {
    const event = { ...reported({ inputTokens: 5, outputTokens: 1 }), reportedCostUsd: 0.000_001_5 };
    expect(charge([text, event])).toMatchObject({ costNano: 1500, costSource: 'reported' });
  });

  test('knows no cost without a price, and never says zero for it', () => {
    expect(charge([text], model())).toMatchObject({ costNano: null, costSource: 'unknown', estimated: true });
  });

  test('sums attempts: unknown as soon as one is, estimated as soon as one is', () => {
    const known: Charge = {
      usage: usage({ outputTokens: 1 }),
      estimated: false,
      costNano: 1400,
      costSource: 'reported',
    };
    const nothing: Charge = { usage: NO_USAGE, estimated: false, costNano: 0, costSource: 'priced' };
    const unknown: Charge = { ...known, costNano: null, costSource: 'unknown', estimated: true };
    expect(sumCharges([known, nothing, known])).toEqual({ estimated: false, costNano: 2800, costSource: 'reported' });
    expect(sumCharges([known, { ...known, costSource: 'priced' }])).toMatchObject({ costSource: 'priced' });
    expect(sumCharges([known, unknown])).toEqual({ estimated: true, costNano: null, costSource: 'unknown' });
    expect(sumCharges([])).toEqual({ estimated: false, costNano: 0, costSource: 'priced' });
  });
});
