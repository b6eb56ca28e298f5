import { findProvider } from '@pydantic/genai-prices';
import { describe, expect, it, vi } from 'vitest';
import { costNano } from '../../src/core/accounting/price.ts';
import type { Catalog } from '../../src/core/models/catalog.ts';
import { PRESETS } from '../../src/providers/presets.ts';
import { loadPricesCatalog } from '../../src/providers/pricesCatalog.ts';

const catalog = await loadPricesCatalog();
const at = (iso: string): Promise<Catalog> => loadPricesCatalog(() => new Date(iso));
const usage = { inputTokens: 0, outputTokens: 0, cachedInputTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 };

describe('the prices catalogue', () => {
  it('knows flat rates with cached and cache-written input, as integers', () => {
    expect(catalog.lookup('anthropic', 'claude-opus-5-5')).toEqual({
      price: {
        input: { base: 4_000_000_000 },
        cachedInput: { base: 200_000_000 },
        cacheWrite: { base: 5_000_000_000 },
        output: { base: 20_000_000_000 },
      },
      contextWindow: 1_000_000,
    });
  });

  it('knows rates that rise with the input', () => {
    expect(catalog.lookup('openai', 'gpt-6-sol')).toEqual({
      price: {
        input: { base: 2_000_000_000, tiers: [{ start: 272_000, rate: 4_000_000_000 }] },
        cachedInput: { base: 200_000_000, tiers: [{ start: 272_000, rate: 400_000_000 }] },
        cacheWrite: { base: 2_500_000_000, tiers: [{ start: 272_000, rate: 5_000_000_000 }] },
        output: { base: 10_000_000_000, tiers: [{ start: 272_000, rate: 15_000_000_000 }] },
      },
      contextWindow: 1_050_000,
    });
    expect(catalog.lookup('google', 'gemini-2.5-pro')?.price).toEqual({
      input: { base: 1_250_000_000, tiers: [{ start: 200_000, rate: 2_500_000_000 }] },
      cachedInput: { base: 125_000_000, tiers: [{ start: 200_000, rate: 250_000_000 }] },
      output: { base: 10_000_000_000, tiers: [{ start: 200_000, rate: 15_000_000_000 }] },
    });
  });

  it('prices a request to the nano-dollar, on both sides of a tier', () => {
    const price = catalog.lookup('openai', 'gpt-6-sol')?.price;
    if (price === undefined) throw new Error('no price');
    expect(costNano(price, { ...usage, inputTokens: 272_000, outputTokens: 1 })).toBe(544_010_000);
    expect(costNano(price, { ...usage, inputTokens: 272_001, outputTokens: 1 })).toBe(1_088_019_000);
  });

  it('takes the rate in force: after its date, and at its hour of the day', async () => {
    const input = (c: Catalog, provider: string, model: string) => c.lookup(provider, model)?.price?.input.base;
    expect(input(await at('2026-07-29T12:00:00Z'), 'openai', 'gpt-5.6-luna')).toBe(1_000_000_000);
    expect(input(await at('2026-11-21T12:00:00Z'), 'openai', 'gpt-5.6-luna')).toBe(200_000_000);
    const hour = { value: '2026-11-21T12:00:00Z' };
    const ticking = await loadPricesCatalog(() => new Date(hour.value));
    expect(input(ticking, 'deepseek', 'deepseek-v4-pro')).toBe(660_000_000);
    hour.value = '2026-11-21T02:00:00Z';
    expect(input(ticking, 'deepseek', 'deepseek-v4-pro')).toBe(1_320_000_000);
  });

  it.each([
    ['anthropic', 'claude-sonnet-4-5-20250929', 3_000_000_000],
    ['anthropic', 'claude-sonnet-4-20250514', 3_000_000_000],
    ['anthropic', 'claude-3-5-haiku-latest', 800_000_000],
    ['openai', 'gpt-6-luna-2026-09-22', 100_000_000],
    ['openai', 'gpt-5-nano-2025-08-07', 50_000_000],
    ['openrouter', 'anthropic/claude-sonnet-5', 2_000_000_000],
    ['zai', 'glm-5.3', 1_400_000_000],
    ['x-ai', 'grok-4.6-20260807', 2_000_000_000],
  ])('knows %s %s as a snapshot, alias or spelling of a model', (provider, model, input) => {
    expect(catalog.lookup(provider, model)?.price?.input.base).toBe(input);
  });

  it.each([
    ['openai', 'gpt-7'],
    ['openai', 'gpt-6.1-sol'],
    ['openai', 'gpt-6'],
    ['openai', 'not-a-model'],
    ['openai', ''],
    ['openai', 'claude-opus-5-5'],
    ['anthropic', 'claude-sonnet-5-5'],
    ['anthropic', 'claude-opus-4-50'],
    ['anthropic', 'claude-haiku-4-5-turbo'],
    ['google', 'gemini-2.5-pro-thinking'],
    ['google', 'gemini-3.8-flash-lite'],
    ['deepseek', 'deepseek-flash'],
    ['deepseek', 'deepseek-v4-pro-max'],
    ['moonshotai', 'kimi-k2.65'],
    ['mistral', 'magistral-medium-huge'],
  ])('does not know %s %s, and takes it for no relative', (provider, model) => {
    expect(catalog.lookup(provider, model)).toBeUndefined();
  });

  it.each([
    ['nobody', 'gpt-6-sol'],
    ['', 'gpt-6-sol'],
    ['my-openai', 'gpt-6-sol'],
    ['OpenAI', 'gpt-6-sol'],
    ['openai-compatible', 'gpt-6-sol'],
    ['xai', 'grok-4.6'],
    ['litellm', 'openai/gpt-6-sol'],
    ['litellm', 'gpt-6-sol'],
    ['tokenmix', 'claude-opus-5-5'],
    ['ollama', 'gpt-oss-20b'],
  ])('does not know the provider %s, whatever the model (%s)', (provider, model) => {
    expect(catalog.lookup(provider, model)).toBeUndefined();
  });

  it('leaves a price unknown that tokens alone do not make up', () => {
    expect(findProvider({ providerId: 'perplexity' })?.models.map(({ id }) => id)).toContain('sonar-pro');
    expect(catalog.lookup('perplexity', 'sonar-pro')?.price).toBeUndefined();
    expect(catalog.lookup('openai', 'text-embedding-3-small')).toEqual({ contextWindow: 8192 });
  });

  it('answers for every model of every known vendor with whole numbers, silently', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    for (const { catalogId, id } of PRESETS) {
      for (const model of findProvider({ providerId: catalogId ?? id })?.models ?? []) {
        const price = catalog.lookup(catalogId ?? id, model.id)?.price;
        const rates = [price?.input, price?.cachedInput, price?.cacheWrite, price?.output].filter(
          (r) => r !== undefined,
        );
        const numbers = rates.flatMap(({ base, tiers = [] }) => [base, ...tiers.flatMap((t) => [t.start, t.rate])]);
        expect(numbers.filter((n) => !Number.isSafeInteger(n) || n < 0)).toEqual([]);
      }
    }
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it('answers the same entry again, and a hundred models within a blink', async () => {
    const fresh = await loadPricesCatalog();
    const models = findProvider({ providerId: 'openrouter' })?.models.slice(-100) ?? [];
    const start = performance.now();
    for (const { id } of models) fresh.lookup('openrouter', id);
    expect(performance.now() - start).toBeLessThan(250);
    expect(models).toHaveLength(100);
    expect(fresh.lookup('openai', 'gpt-6-sol')).toBe(fresh.lookup('openai', 'gpt-6-sol'));
  });
});
