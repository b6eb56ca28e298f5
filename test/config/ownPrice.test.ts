import { describe, expect, test } from 'vitest';
import { buildSetup } from '../../src/config/buildSetup.ts';
import { ownPrice } from '../../src/config/ownPrice.ts';
import { parseSettings } from '../../src/config/parseSettings.ts';
import { costNano, type Price, rateFromUsd } from '../../src/core/accounting/price.ts';
import { NO_PARTS } from '../../src/core/chat/usage.ts';
import { loadBundledCatalog } from '../../src/providers/catalog/bundledCatalog.ts';
import { PRESETS } from '../../src/providers/presets.ts';

const usd = (rates: Record<string, number>) =>
  Object.fromEntries(Object.entries(rates).map(([name, rate]) => [name, rateFromUsd(rate)])) as unknown as Price;

const KNOWN = usd({ input: 2, cachedInput: 0.2, cacheWrite: 2.5, cacheWrite1h: 4, output: 10, reasoning: 5 });

describe('a price of the user’s own', () => {
  test('is what the setting says where nothing else is known', () => {
    expect(ownPrice({ input: 1, cachedInput: 0.5, output: 2 }, undefined)).toEqual(
      usd({ input: 1, cachedInput: 0.5, output: 2 }),
    );
  });

  test.each([
    ['the same base rates make the same price', { input: 2, output: 10 }, KNOWN],
    [
      'other base rates scale what hangs on each',
      { input: 1, output: 20 },
      usd({ input: 1, cachedInput: 0.1, cacheWrite: 1.25, cacheWrite1h: 2, output: 20, reasoning: 10 }),
    ],
    [
      'what the setting says stays',
      { input: 2, cachedInput: 1, cacheWrite: 0, output: 10, reasoning: 7 },
      usd({ input: 2, cachedInput: 1, cacheWrite: 0, cacheWrite1h: 4, output: 10, reasoning: 7 }),
    ],
    [
      'what is free stays free',
      { input: 0, output: 0 },
      usd({ input: 0, cachedInput: 0, cacheWrite: 0, cacheWrite1h: 0, output: 0, reasoning: 0 }),
    ],
  ])('%s', (_, setting, expected) => {
    expect(ownPrice(setting, KNOWN)).toEqual(expected);
  });

  test('adds nothing that the known price has not', () => {
    expect(ownPrice({ input: 1, output: 2 }, usd({ input: 3, output: 4 }))).toEqual(usd({ input: 1, output: 2 }));
  });

  test('is flat, whatever the tiers of the known one', () => {
    const tiered = (base: number): Price['input'] => ({ base, tiers: [{ start: 200_000, rate: base * 2 }] });
    const known = { input: tiered(3000), cachedInput: tiered(300), output: tiered(15_000) };
    expect(ownPrice({ input: 6, output: 30 }, known)).toEqual(usd({ input: 6, cachedInput: 0.6, output: 30 }));
  });

  test('has tiers of its own, in any order, and keeps what they do not name', () => {
    const price = ownPrice(
      {
        ...{ input: 1, cachedInput: 0.5, output: 2 },
        tiers: [
          { aboveInputTokens: 300_000, output: 8 },
          { aboveInputTokens: 200_000, input: 2, output: 4 },
        ],
      },
      undefined,
    );
    const cost = (uncachedInput: number) =>
      costNano(price, { ...NO_PARTS, uncachedInput, cacheRead: 10, outputText: 10 });
    expect(cost(199_990)).toBe(199_990_000 + 5_000 + 20_000);
    expect(cost(199_991)).toBe(2 * 199_991_000 + 5_000 + 40_000);
    expect(cost(400_000)).toBe(2 * 400_000_000 + 5_000 + 80_000);
  });

  test('has tiers also of rates that have no base of their own', () => {
    const tiers = [
      { aboveInputTokens: 200_000, input: 6, cachedInput: 0.6, cacheWrite1h: 12, output: 22.5, reasoning: 30 },
    ];
    const price = ownPrice({ input: 3, output: 15, tiers }, undefined);
    const cost = (parts: object) => costNano(price, { ...NO_PARTS, ...parts });
    expect(cost({ cacheRead: 250_000 })).toBe(150_000_000);
    expect(cost({ cacheRead: 100_000 })).toBe(300_000_000);
    expect(cost({ cacheWrite1h: 250_000, reasoning: 10 })).toBe(3_000_000_000 + 300_000);
    expect(cost({ cacheWrite5m: 250_000 })).toBe(1_500_000_000);
  });

  test('has no ratio to a base rate of 0, but its neighbours where both are 0', () => {
    const known = { ...usd({ input: 0, cachedInput: 0, output: 0, reasoning: 0 }), perInputImage: 5 };
    expect(ownPrice({ input: 1, output: 2 }, known)).toEqual(usd({ input: 1, output: 2 }));
    expect(ownPrice({ input: 0, output: 0 }, known)).toEqual(known);
  });

  test('scales images with the input, and keeps the share of a batch', () => {
    const known = { ...usd({ input: 2, output: 10 }), perInputImage: 1_300_001, batchShare: 0.5 };
    expect(ownPrice({ input: 1, output: 10 }, known)).toEqual({
      ...usd({ input: 1, output: 10 }),
      ...{ perInputImage: 650_001, batchShare: 0.5 },
    });
  });
});

test.each([
  [{ input: 3, cachedInput: 0.3, output: 15 }, { cacheWrite5m: 12_304 }, 54_399_000],
  [{ input: 3, output: 15 }, { cacheRead: 12_304 }, 11_950_200],
  [{ input: 6, output: 30 }, { cacheWrite1h: 12_304 }, 2 * (9000 + 73_824_000 + 8_250_000)],
])('a model of the catalogue at %j is charged for its cache as its vendor does', async (price, cached, expected) => {
  const id = 'anthropic/claude-sonnet-4-5';
  const { settings } = parseSettings({ models: { [id]: { price } } });
  const { setup } = buildSetup(settings, {
    presets: PRESETS,
    catalog: await loadBundledCatalog(),
    hasKey: () => true,
  });
  const model = setup.models.get(id);
  if (model?.price === undefined) throw new Error('no price');
  expect(costNano(model.price, { ...NO_PARTS, uncachedInput: 3, outputText: 550, ...cached })).toBe(expected);
});
