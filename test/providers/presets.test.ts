import { findProvider } from '@pydantic/genai-prices';
import { describe, expect, it } from 'vitest';
import { isLoopback } from '../../src/core/models/loopback.ts';
import { PRESETS, presetFor } from '../../src/providers/presets.ts';
import { loadPricesCatalog } from '../../src/providers/pricesCatalog.ts';

/** Default models that the catalogue has no price for, and why they are named all the same. */
const UNPRICED: Readonly<Record<string, string>> = {
  'deepseek/deepseek-flash': "DeepSeek's documented name since 2026-09-10; the catalogue has only the retired one",
  'together/openai/gpt-oss-20b': "the catalogue's list of Together's models is from 2025",
  'together/openai/gpt-oss-120b': "the catalogue's list of Together's models is from 2025",
  'together/deepseek-ai/DeepSeek-V4-Pro': "the catalogue's list of Together's models is from 2025",
  'qwen/qwen3.8-flash': 'the catalogue does not hold Model Studio',
  'qwen/qwen3.7-plus': 'the catalogue does not hold Model Studio',
  'qwen/qwen3.8-max': 'the catalogue does not hold Model Studio',
};

const named = PRESETS.flatMap((preset) => Object.values(preset.models).map((model) => ({ preset, model })));

describe('presets', () => {
  it('holds every provider that the README names', () => {
    expect(PRESETS.map(({ id }) => id)).toEqual([
      'openai',
      'deepseek',
      'openrouter',
      'mistral',
      'groq',
      'together',
      'xai',
      'moonshot',
      'qwen',
      'zhipu',
      'haotokai',
      'tokenmix',
      'litellm',
      'portkey',
      'ollama',
      'lmstudio',
      'llamacpp',
      'vllm',
    ]);
  });

  it.each(PRESETS)('$id is a valid row', (preset) => {
    const url = new URL(preset.baseUrl);
    expect(preset.id).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(PRESETS.filter(({ id }) => id === preset.id)).toHaveLength(1);
    expect(preset.name.trim()).not.toBe('');
    expect(preset.baseUrl).not.toMatch(/\/$|[?#@]/);
    expect(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))).toBe(true);
    expect(preset.local ?? false).toBe(isLoopback(url.hostname));
    expect(preset.free && !preset.local).not.toBe(true);
    if (preset.auth === 'key' && !preset.local) expect(new URL(preset.keysUrl ?? '').protocol).toBe('https:');
    if (preset.local) expect(preset.models).toEqual({});
  });

  it.each(PRESETS)('$id names each model once, the fastest among them', ({ models, fastest }) => {
    const names = Object.values(models);
    expect(new Set(names).size).toBe(names.length);
    // A model outside the tiers would be taken for a standard one.
    if (fastest !== undefined) expect(names).toContain(fastest);
    // A missing tier is answered by the fastest model: right for a simple request, wrong for a hard one.
    if (names.length > 0) expect(Object.keys(models)).toEqual(expect.arrayContaining(['budget', 'premium']));
  });

  it.each(named)('$preset.id/$model has a price, or a reason to have none', async ({ preset, model }) => {
    const catalog = await loadPricesCatalog();
    const price = catalog.lookup(preset.catalogId ?? preset.id, model)?.price;
    expect(price === undefined).toBe(UNPRICED[`${preset.id}/${model}`] !== undefined);
  });

  it('excuses no model that it does not name', () => {
    const ids = named.map(({ preset, model }) => `${preset.id}/${model}`);
    expect(Object.keys(UNPRICED).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('names no model that the catalogue calls deprecated', () => {
    const deprecated = named.filter(({ preset, model }) =>
      findProvider({ providerId: preset.catalogId ?? preset.id })?.models.some(
        (m) => m.id.toLowerCase() === model && m.deprecated,
      ),
    );
    expect(deprecated).toEqual([]);
  });

  it('finds a row by its exact id', () => {
    expect(presetFor('mistral')?.quirks).toEqual({ noStreamOptions: true });
    expect(presetFor('Mistral')).toBeUndefined();
    expect(presetFor('constructor')).toBeUndefined();
  });
});
