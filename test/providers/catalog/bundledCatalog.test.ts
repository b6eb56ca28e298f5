import { findProvider } from '@pydantic/genai-prices';
import { describe, expect, it } from 'vitest';
import { costNano, type Rate, usdFromNano } from '../../../src/core/accounting/price.ts';
import { NO_PARTS, partsOf, type UsageParts } from '../../../src/core/chat/usage.ts';
import type { Catalog } from '../../../src/core/models/catalog.ts';
import { loadBundledCatalog } from '../../../src/providers/catalog/bundledCatalog.ts';
import data from '../../../src/providers/catalog/catalogData.json' with { type: 'json' };
import { processorMs } from '../../fakes/processorMs.ts';

const at = (iso: string): Promise<Catalog> => loadBundledCatalog(() => new Date(iso));
const catalog = await at('2026-11-20T12:00:00Z');
const input = (c: Catalog, provider: string, model: string) => c.lookup(provider, model)?.price?.input.base;

/** What it costs by the catalogue, in US$. */
function usd(provider: string, model: string, parts: Partial<UsageParts>): number {
  const price = catalog.lookup(provider, model)?.price;
  if (price === undefined) throw new Error(`no price of ${provider}/${model}`);
  return usdFromNano(costNano(price, { ...NO_PARTS, ...parts }));
}

describe('the bundled catalogue', () => {
  it('knows rates for cached input and for each kind of cache write, limits and abilities', () => {
    expect(catalog.lookup('anthropic', 'claude-opus-5-5')).toEqual({
      price: {
        input: { base: 4_000_000_000 },
        cachedInput: { base: 200_000_000 },
        cacheWrite: { base: 5_000_000_000 },
        cacheWrite1h: { base: 8_000_000_000 },
        output: { base: 20_000_000_000 },
        batchShare: 0.5,
      },
      contextWindow: 1_000_000,
      maxOutputTokens: 128_000,
      capabilities: ['tools', 'json', 'vision', 'reasoning', 'cache'],
    });
  });

  it('knows rates that rise with the input', () => {
    expect(catalog.lookup('openai', 'gpt-6-sol')).toEqual({
      price: {
        input: { base: 2_000_000_000, tiers: [{ start: 272_000, rate: 4_000_000_000 }] },
        cachedInput: { base: 200_000_000, tiers: [{ start: 272_000, rate: 400_000_000 }] },
        cacheWrite: { base: 2_500_000_000, tiers: [{ start: 272_000, rate: 5_000_000_000 }] },
        output: { base: 10_000_000_000, tiers: [{ start: 272_000, rate: 15_000_000_000 }] },
        batchShare: 0.5,
      },
      contextWindow: 1_050_000,
      maxOutputTokens: 128_000,
      capabilities: ['tools', 'json', 'vision', 'reasoning', 'cache'],
    });
  });

  it('prices a request to the nano-dollar, on both sides of a tier', () => {
    expect(usd('openai', 'gpt-6-sol', { uncachedInput: 272_000, outputText: 1 })).toBe(0.544_01);
    expect(usd('openai', 'gpt-6-sol', { uncachedInput: 272_001, outputText: 1 })).toBe(1.088_019);
    // litellm#14849, by the rates in force: 5,005 at 2.50, 257,955 cached at 0.25 and 1,744 out at 15.00 a million.
    const long = partsOf({ input: 262_960, cacheRead: 257_955, output: 1744 });
    expect(usd('google', 'gemini-2.5-pro', long)).toBe(0.103_161_25);
    // At the tier's start its rates do not count yet: 5,000 at 1.25, 195,000 at 0.125 and 1,744 out at 10.00.
    const short = partsOf({ input: 200_000, cacheRead: 195_000, output: 1744 });
    expect(usd('google', 'gemini-2.5-pro', short)).toBe(0.048_065);
    // agenta#5711: 1,438 at 1.50, 24,540 cached at 0.15, 13 out at 9.00.
    const flash = partsOf({ input: 25_978, cacheRead: 24_540, output: 13 });
    expect(usd('google', 'gemini-3.5-flash', flash)).toBe(0.005_955);
    // litellm#9812: 3 at 3.00, 12,304 written at 3.75, 550 out at 15.00.
    expect(
      usd('anthropic', 'claude-3-7-sonnet-20250219', { uncachedInput: 3, cacheWrite5m: 12_304, outputText: 550 }),
    ).toBe(0.054_399);
    expect(usd('anthropic', 'claude-3-7-sonnet-20250219', { cacheWrite1h: 1000 })).toBe(0.006);
  });

  it('takes the rate in force: after its date, and at its hour of the working week', async () => {
    expect(input(await at('2026-07-29T12:00:00Z'), 'openai', 'gpt-5.6-luna')).toBe(1_000_000_000);
    expect(input(await at('2026-11-21T12:00:00Z'), 'openai', 'gpt-5.6-luna')).toBe(200_000_000);
    const now = { value: '2026-11-20T12:00:00Z' };
    const ticking = await loadBundledCatalog(() => new Date(now.value));
    const rates: [string, number, number][] = [
      ['2026-11-20T00:59:59Z', 660_000_000, 150_000_000],
      ['2026-11-20T01:00:00Z', 1_320_000_000, 300_000_000],
      ['2026-11-20T04:00:00Z', 660_000_000, 150_000_000],
      ['2026-11-20T06:00:00Z', 1_320_000_000, 300_000_000],
      ['2026-11-20T10:00:00Z', 660_000_000, 150_000_000],
      // A Saturday.
      ['2026-11-21T02:00:00Z', 660_000_000, 150_000_000],
    ];
    for (const [time, pro, flash] of rates) {
      now.value = time;
      expect([time, input(ticking, 'deepseek', 'deepseek-v4-pro')]).toEqual([time, pro]);
      expect([time, input(ticking, 'deepseek', 'deepseek-flash')]).toEqual([time, flash]);
    }
  });

  it.each([
    ['anthropic', 'claude-sonnet-4-5-20250929', 3_000_000_000],
    ['anthropic', 'claude-sonnet-4-20250514', 3_000_000_000],
    ['anthropic', 'claude-3-5-haiku-latest', 800_000_000],
    ['openai', 'gpt-6-luna-2026-09-22', 100_000_000],
    ['openai', 'gpt-5-nano-2025-08-07', 50_000_000],
    ['openai', 'gpt-6.1-sol-2026-11-02', 2_000_000_000],
    ['openrouter', 'anthropic/claude-sonnet-5', 2_000_000_000],
    ['google', 'models/gemini-1.5-pro', 1_250_000_000],
    ['zai', 'GLM-5.3', 1_400_000_000],
    ['x-ai', 'grok-4.6-20260807', 2_000_000_000],
    ['azure', 'gpt-4.1-mini', 400_000_000],
  ])('knows %s %s as a snapshot, alias or spelling of a model', (provider, model, rate) => {
    expect(input(catalog, provider, model)).toBe(rate);
  });

  it.each([
    ['openai', 'gpt-7'],
    ['openai', 'gpt-6.7-sol'],
    ['openai', 'gpt-6'],
    ['openai', 'not-a-model'],
    ['openai', ''],
    ['openai', 'toString'],
    ['openai', 'claude-opus-5-5'],
    ['anthropic', 'claude-sonnet-6-5'],
    ['anthropic', 'claude-opus-4-50'],
    ['anthropic', 'claude-haiku-4-5-turbo'],
    ['google', 'gemini-2.5-pro-thinking'],
    ['google', 'gemini-3.8-flash-lite'],
    ['deepseek', 'deepseek-v4-pro-max'],
    ['moonshotai', 'kimi-k2.65'],
    ['mistral', 'magistral-medium-huge'],
  ])('does not know %s %s, and takes it for no relative', (provider, model) => {
    expect(catalog.lookup(provider, model)).toBeUndefined();
  });

  it.each([
    ['nobody', 'gpt-6-sol'],
    ['', 'gpt-6-sol'],
    ['constructor', 'name'],
    ['my-openai', 'gpt-6-sol'],
    ['OpenAI', 'gpt-6-sol'],
    ['openai-compatible', 'gpt-6-sol'],
    ['xai', 'grok-4.6'],
    ['litellm', 'openai/gpt-6-sol'],
    ['tokenmix', 'claude-opus-5-5'],
    ['ollama', 'gpt-oss-20b'],
  ])('does not know the provider %s, whatever the model (%s)', (provider, model) => {
    expect(catalog.lookup(provider, model)).toBeUndefined();
  });

  it('leaves a price unknown that tokens alone do not make up, or that nobody tells', () => {
    expect(findProvider({ providerId: 'perplexity' })?.models.map(({ id }) => id)).toContain('sonar-pro');
    expect(catalog.lookup('perplexity', 'sonar-pro')?.price).toBeUndefined();
    expect(catalog.lookup('openai', 'text-embedding-3-small')).toEqual({ contextWindow: 8192 });
    expect(catalog.lookup('qwen', 'qwen3.8-max')).toEqual({
      contextWindow: 1_000_000,
      maxOutputTokens: 131_072,
      capabilities: ['tools', 'json', 'vision', 'reasoning'],
    });
  });

  it('says which models their vendors retire, and when', () => {
    expect(catalog.lookup('openai', 'gpt-5-2025-08-07')?.deprecated).toBe('out of service from 2026-12-11');
    expect(catalog.lookup('google', 'gemini-2.5-pro')?.deprecated).toBe('out of service from 2026-12-01');
    expect(catalog.lookup('moonshotai', 'kimi-k2-thinking')?.deprecated).toBe('no longer recommended');
    expect(catalog.lookup('openai', 'gpt-6-sol')?.deprecated).toBeUndefined();
  });

  it('bills a retired name as the model that answers for it', () => {
    const price = catalog.lookup('deepseek', 'deepseek-v4-flash')?.price;
    expect(price).toEqual(catalog.lookup('deepseek', 'deepseek-flash')?.price);
    expect(price).toBeDefined();
  });

  it('knows thousands of models, with whole numbers throughout', () => {
    const models = Object.entries(data.providers).flatMap(([provider, { models: of }]) =>
      Object.keys(of).map((name) => ({ provider, name, entry: catalog.lookup(provider, name) })),
    );
    const wrong = models.filter(({ entry }) => {
      const { price, contextWindow, maxOutputTokens } = entry ?? {};
      const rates = Object.values<Rate | number>({ ...price }).filter((rate) => typeof rate === 'object');
      const numbers = rates.flatMap(({ base, tiers = [] }) => [base, ...tiers.flatMap((t) => [t.start, t.rate])]);
      const limits = [contextWindow ?? 1, maxOutputTokens ?? 1];
      return entry === undefined || [...numbers, ...limits].some((n) => !Number.isSafeInteger(n) || n < 0);
    });
    expect(wrong).toEqual([]);
    const known = (field: 'price' | 'contextWindow' | 'maxOutputTokens' | 'capabilities') =>
      models.filter(({ entry }) => entry?.[field] !== undefined).length;
    expect(models.length).toBeGreaterThan(6000);
    expect(known('price')).toBeGreaterThan(4500);
    expect(known('contextWindow')).toBeGreaterThan(4500);
    expect(known('maxOutputTokens')).toBeGreaterThan(3500);
    expect(known('capabilities')).toBeGreaterThan(5000);
  });

  it('answers the same entry again, and a hundred models within a blink', async () => {
    const fresh = await loadBundledCatalog();
    const names = Object.keys(data.providers.openrouter.models).slice(-100);
    const lookAll = () => {
      for (const name of names) fresh.lookup('openrouter', `${name}-unheard-of`);
    };
    expect(processorMs(lookAll)).toBeLessThan(250);
    expect(names).toHaveLength(100);
    expect(fresh.lookup('openai', 'gpt-6-sol')).toBe(fresh.lookup('openai', 'gpt-6-sol'));
  });
});

describe('its data', () => {
  it('is made from the installed version of the package that is installed', async () => {
    const { default: manifest } = await import('../../../node_modules/@pydantic/genai-prices/package.json', {
      with: { type: 'json' },
    });
    expect(data.sources[0]).toMatchObject({ name: manifest.name, version: manifest.version });
  });
});
