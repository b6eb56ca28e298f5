import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Charge, Meter, sumCharges } from '../../../src/core/accounting/meter.ts';
import { costNano, nanoFromUsd, type Price, rateFromUsd, usdFromNano } from '../../../src/core/accounting/price.ts';
import { NO_PARTS, partsOf, type UsageParts } from '../../../src/core/chat/usage.ts';
import type { ProviderEvent } from '../../../src/core/ports/provider.ts';
import { testSetup } from '../../fakes/testSetup.ts';

const parts = (fields: Partial<UsageParts>): UsageParts => ({ ...NO_PARTS, ...fields });
type Rates = 'input' | 'cachedInput' | 'cacheWrite' | 'cacheWrite1h' | 'output' | 'reasoning';
const usd = (rates: Partial<Record<Rates, number>>): Price =>
  Object.fromEntries(
    Object.entries({ input: 0, output: 0, ...rates }).map(([name, rate]) => [name, rateFromUsd(rate)]),
  ) as unknown as Price;

describe('the cost of a call', () => {
  test('is exact: ten tokens at $0.14 a million are 1,400 nano-dollars', () => {
    expect(costNano(usd({ input: 0.14 }), parts({ uncachedInput: 10 }))).toBe(1400);
  });

  test.each<[string, Price, Partial<UsageParts>, number]>([
    ['input and output', usd({ input: 1, output: 2 }), { uncachedInput: 10, outputText: 5 }, 20_000],
    ['cached input at its rate', usd({ input: 1, cachedInput: 0.1 }), { uncachedInput: 6, cacheRead: 4 }, 6400],
    ['cached input without a rate', usd({ input: 1 }), { uncachedInput: 6, cacheRead: 4 }, 10_000],
    ['cache writes at their rate', usd({ input: 1, cacheWrite: 1.25 }), { uncachedInput: 2, cacheWrite5m: 8 }, 12_000],
    ['an hour of cache at its own', usd({ cacheWrite: 1.25, cacheWrite1h: 2 }), { cacheWrite1h: 8 }, 16_000],
    ['an hour of cache without one as five minutes', usd({ cacheWrite: 1.25 }), { cacheWrite1h: 8 }, 10_000],
    ['any cache write without a rate as input', usd({ input: 1 }), { cacheWrite5m: 1, cacheWrite1h: 2 }, 3000],
    ['reasoning at its rate', usd({ output: 3, reasoning: 1 }), { outputText: 1, reasoning: 9 }, 12_000],
    ['reasoning without a rate as output', usd({ output: 3 }), { outputText: 1, reasoning: 9 }, 30_000],
    ['nothing', usd({ input: 9, output: 9 }), {}, 0],
    ['half a nano-dollar, up', { input: { base: 500_000 }, output: { base: 0 } }, { uncachedInput: 1 }, 1],
    ['less than half, down', { input: { base: 499_999 }, output: { base: 0 } }, { uncachedInput: 1 }, 0],
    ['a great deal', usd({ input: 100_000 }), { uncachedInput: 90_000_000 }, 9_000_000_000_000_000],
  ])('counts %s', (_, price, counts, expected) => {
    expect(costNano(price, parts(counts))).toBe(expected);
  });

  test('takes the rate of its tier for all tokens once all input together exceeds the start', () => {
    const price: Price = {
      input: { base: 1_000_000_000, tiers: [{ start: 200_000, rate: 2_000_000_000 }] },
      cachedInput: { base: 100_000_000, tiers: [{ start: 200_000, rate: 200_000_000 }] },
      output: { base: 10_000_000_000, tiers: [{ start: 200_000, rate: 15_000_000_000 }] },
    };
    expect(costNano(price, parts({ uncachedInput: 200_000, outputText: 10 }))).toBe(200_000_000 + 100_000);
    expect(costNano(price, parts({ uncachedInput: 200_001, outputText: 10 }))).toBe(400_002_000 + 150_000);
    expect(costNano(price, parts({ uncachedInput: 1, cacheRead: 200_000, reasoning: 10 }))).toBe(
      2000 + 40_000_000 + 150_000,
    );
  });

  test('adds what images cost where they are no tokens', () => {
    const price = { ...usd({ input: 1 }), perInputImage: 1_300_000 };
    expect(costNano(price, parts({ uncachedInput: 1 }), 3)).toBe(1000 + 3_900_000);
    expect(costNano(usd({ input: 1 }), parts({ uncachedInput: 1 }), 3)).toBe(1000);
  });

  test.each([
    // litellm#14849: gemini-2.5-pro, charged 0.7642 by a gateway.
    [{ input: 1.25, cachedInput: 0.625, output: 10 }, { input: 262_960, cacheRead: 257_955, output: 1744 }, 0.184_918],
    // litellm#9812: Claude 3.7, charged 0.0913. The input of 3 holds neither cache there.
    [{ input: 3, cacheWrite: 3.75, output: 15 }, { input: 12_307, cacheWrite5m: 12_304, output: 550 }, 0.054_399],
    // agenta#5711: a Gemini flash, charged 0.039084.
    [{ input: 1.5, cachedInput: 0.15, output: 9 }, { input: 25_978, cacheRead: 24_540, output: 13 }, 0.005_955],
  ])('is right to the micro-dollar where others were wrong: %o', (rates, counts, expected) => {
    const nano = costNano(usd(rates), partsOf(counts));
    expect(Math.round(nano / 1000)).toBe(Math.round(expected * 1e6));
  });

  test('is never off by more than its one rounding, whatever the price and the counts', () => {
    const tokens = fc.nat({ max: 2_000_000 });
    const rate = fc.double({ min: 0, max: 1000, noNaN: true }).map(rateFromUsd);
    fc.assert(
      fc.property(rate, rate, rate, tokens, tokens, tokens, (input, cachedInput, output, fresh, cached, out) => {
        const cost = costNano(
          { input, cachedInput, output },
          parts({ uncachedInput: fresh, cacheRead: cached, outputText: out }),
        );
        const exact =
          BigInt(fresh) * BigInt(input.base) +
          BigInt(cached) * BigInt(cachedInput.base) +
          BigInt(out) * BigInt(output.base);
        expect(Number.isSafeInteger(cost)).toBe(true);
        const off = BigInt(cost) * 1_000_000n - exact;
        expect(off >= -500_000n && off <= 500_000n).toBe(true);
      }),
    );
  });

  test('adds up without drift: a million small sums are the big one', () => {
    const one = costNano(usd({ input: 0.1, output: 0.3 }), parts({ uncachedInput: 3, outputText: 7 }));
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
    const meter = new Meter(of, { inputTokens: 100, images: 0 });
    for (const event of events) meter.see(event);
    return meter.charge();
  };
  const text = { type: 'text', delta: 'twelve chars' } as const;
  const reported = (fields: Partial<UsageParts>) => ({ type: 'usage', usage: parts(fields) }) as const;

  test('bills nothing before any output', () => {
    expect(charge([])).toEqual({ usage: NO_PARTS, estimated: false, costNano: 0, costSource: 'priced' });
  });

  test('takes the last of repeated reports', () => {
    const events = [text, reported({ uncachedInput: 5, outputText: 1 }), reported({ uncachedInput: 5, outputText: 9 })];
    expect(charge(events)).toMatchObject({ estimated: false, costNano: 23_000, usage: { outputText: 9 } });
  });

  test('estimates where nothing was reported, or zeros', () => {
    const estimate = { estimated: true, costNano: 106_000, usage: { uncachedInput: 100, outputText: 3 } };
    expect(charge([text])).toMatchObject(estimate);
    expect(charge([text, reported({})])).toMatchObject(estimate);
  });

  test('prefers what the vendor says it cost', () => {
    const event = { ...reported({ uncachedInput: 5, outputText: 1 }), reportedCostUsd: 0.000_001_5 };
    expect(charge([text, event])).toMatchObject({ costNano: 1500, costSource: 'reported' });
  });

  test('knows no cost without a price, and never says zero for it', () => {
    expect(charge([text], model())).toMatchObject({ costNano: null, costSource: 'unknown', estimated: true });
  });

  test('sums attempts: unknown as soon as one is, estimated as soon as one is', () => {
    const known: Charge = {
      usage: parts({ outputText: 1 }),
      estimated: false,
      costNano: 1400,
      costSource: 'reported',
    };
    const nothing: Charge = { usage: NO_PARTS, estimated: false, costNano: 0, costSource: 'priced' };
    const unknown: Charge = { ...known, costNano: null, costSource: 'unknown', estimated: true };
    expect(sumCharges([known, nothing, known])).toEqual({ estimated: false, costNano: 2800, costSource: 'reported' });
    expect(sumCharges([known, { ...known, costSource: 'priced' }])).toMatchObject({ costSource: 'priced' });
    expect(sumCharges([known, unknown])).toEqual({ estimated: true, costNano: null, costSource: 'unknown' });
    expect(sumCharges([])).toEqual({ estimated: false, costNano: 0, costSource: 'priced' });
  });
});
