import { describe, expect, it } from 'vitest';
import { vendorOf } from '../../src/config/vendorOf.ts';
import { isLoopback } from '../../src/core/models/loopback.ts';
import { BILLING_PAGES } from '../../src/providers/billingPages.ts';
import { loadBundledCatalog } from '../../src/providers/catalog/bundledCatalog.ts';
import data from '../../src/providers/catalog/catalogData.json' with { type: 'json' };
import { PRESETS } from '../../src/providers/presets.ts';

/** Default models that the catalogue has no price for, and why they are named all the same. */
const UNPRICED: Readonly<Record<string, string>> = {
  'qwen/qwen3.8-flash': 'the catalogue has no prices of Model Studio',
  'qwen/qwen3.7-plus': 'the catalogue has no prices of Model Studio',
  'qwen/qwen3.8-max': 'the catalogue has no prices of Model Studio',
};

const named = PRESETS.flatMap((preset) => Object.values(preset.models).map((model) => ({ preset, model })));

describe('presets', () => {
  it('holds every provider that the README names', () => {
    expect(PRESETS.map(({ id }) => id)).toEqual([
      'openai',
      'anthropic',
      'google',
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
      'azure',
      'editor',
    ]);
  });

  it.each(PRESETS)('$id is a valid row', (preset) => {
    const url = new URL(preset.baseUrl);
    expect(preset.id).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(PRESETS.filter(({ id }) => id === preset.id)).toHaveLength(1);
    expect(preset.name.trim()).not.toBe('');
    expect(preset.baseUrl).not.toMatch(/\/$|[?#@]/);
    const isEditor = url.protocol === 'vscode-lm:';
    expect(url.protocol === 'https:' || isEditor || (url.protocol === 'http:' && isLoopback(url.hostname))).toBe(true);
    // A resource at Azure has an address of its own, and so has a server on this machine.
    expect(preset.local ?? false).toBe(isLoopback(url.hostname) || isEditor || preset.quirks?.azure === true);
    expect(preset.free && !preset.local).not.toBe(true);
    if (preset.auth === 'key' && !preset.local) expect(new URL(preset.keysUrl ?? '').protocol).toBe('https:');
    if (preset.local) expect(preset.models).toEqual({});
    if (preset.billingUrl !== undefined) expect(new URL(preset.billingUrl).protocol).toBe('https:');
  });

  it('knows where most vendors are paid, and no vendor besides', () => {
    expect(PRESETS.filter(({ billingUrl }) => billingUrl !== undefined)).toHaveLength(
      Object.keys(BILLING_PAGES).length,
    );
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
    const catalog = await loadBundledCatalog();
    const price = catalog.lookup(preset.catalogId ?? preset.id, model)?.price;
    expect(price === undefined).toBe(UNPRICED[`${preset.id}/${model}`] !== undefined);
  });

  it('excuses no model that it does not name', () => {
    const ids = named.map(({ preset, model }) => `${preset.id}/${model}`);
    expect(Object.keys(UNPRICED).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('names no model that its vendor retires', async () => {
    const catalog = await loadBundledCatalog();
    const retired = named.flatMap(({ preset, model }) => {
      const words = catalog.lookup(preset.catalogId ?? preset.id, model)?.deprecated;
      return words === undefined ? [] : [`${preset.id}/${model}: ${words}`];
    });
    expect(retired).toEqual([]);
  });

  it("names models as their vendors' own lists do", () => {
    const vendors: Readonly<Record<string, { models: object }>> = data.providers;
    const misnamed = named.filter(({ preset, model }) => {
      const models = vendors[preset.catalogId ?? preset.id]?.models ?? {};
      return !Object.hasOwn(models, model.toLowerCase());
    });
    expect(misnamed.map(({ preset, model }) => `${preset.id}/${model}`)).toEqual([]);
  });

  it('finds a row by its exact id', () => {
    const presetFor = (id: string) =>
      vendorOf({ id, api: 'openai-chat', baseUrl: 'https://elsewhere.test/v1' }, PRESETS);
    expect(presetFor('mistral')?.quirks).toMatchObject({ noStreamOptions: true });
    expect(presetFor('Mistral')).toBeUndefined();
    expect(presetFor('constructor')).toBeUndefined();
  });
});
