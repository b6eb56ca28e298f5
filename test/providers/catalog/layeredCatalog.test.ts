import { describe, expect, test } from 'vitest';
import { type Price, rateFromUsd } from '../../../src/core/accounting/price.ts';
import type { CatalogEntry } from '../../../src/core/models/catalog.ts';
import { layeredCatalog } from '../../../src/providers/catalog/layeredCatalog.ts';
import type { ListedModel } from '../../../src/providers/catalog/listedModel.ts';

const flat = (input: number, output: number): Price => ({ input: rateFromUsd(input), output: rateFromUsd(output) });
const MINE = { id: 'mine', baseUrl: 'https://mine.test/v1' };

/** What is known of a model that the catalogue and the list of provider `mine` speak of. */
function known(bundled: CatalogEntry | undefined, listed?: Omit<ListedModel, 'name'>): CatalogEntry | undefined {
  const catalog = layeredCatalog(
    { lookup: (vendor, model) => (vendor === 'vendor' && model === 'm' ? bundled : undefined) },
    { lookup: ({ id }, name) => (listed && id === 'mine' && name === 'm' ? { name, ...listed } : undefined) },
  );
  return catalog.lookup('vendor', 'm', MINE);
}

describe('what a provider lists, over the catalogue', () => {
  test('wins field by field', () => {
    const bundled = { price: flat(1, 2), contextWindow: 1000, maxOutputTokens: 100 };
    expect(known(bundled, { entry: { contextWindow: 4096, deprecated: 'soon' } })).toEqual({
      price: flat(1, 2),
      contextWindow: 4096,
      maxOutputTokens: 100,
      deprecated: 'soon',
    });
  });

  test('counts alone for a model that nobody else knows, and is not missed', () => {
    expect(known(undefined, { entry: { contextWindow: 4096 } })).toEqual({ contextWindow: 4096 });
    expect(known({ contextWindow: 1000 })).toEqual({ contextWindow: 1000 });
    expect(known(undefined)).toBeUndefined();
  });

  test('is asked for only where somebody lists', () => {
    const catalog = layeredCatalog({ lookup: () => undefined }, { lookup: (_, name) => ({ name, entry: {} }) });
    expect(catalog.lookup('vendor', 'm')).toBeUndefined();
    expect(catalog.lookup('vendor', 'm', MINE)).toEqual({});
  });

  test('sets the price, unless it is the known one without its tiers and batches', () => {
    const tiered: Price = {
      ...flat(1, 2),
      input: { ...rateFromUsd(1), tiers: [{ start: 200_000, rate: rateFromUsd(2).base }] },
      batchShare: 0.5,
    };
    const listed = { ...flat(1, 2), perInputImage: 7 };
    expect(known({ price: tiered }, { entry: { price: listed } })?.price).toEqual({ ...tiered, perInputImage: 7 });
    expect(known({ price: tiered }, { entry: { price: flat(1, 3) } })?.price).toEqual(flat(1, 3));
    expect(known({ price: tiered }, { entry: {} })?.price).toEqual(tiered);
  });

  test('adds abilities and takes away those that it denies', () => {
    const bundled: CatalogEntry = { capabilities: ['tools', 'vision', 'cache'] };
    const abilities = (listed: Omit<ListedModel, 'name'>) => known(bundled, listed)?.capabilities;
    expect(abilities({ entry: { capabilities: ['tools', 'json'] }, lacks: ['vision'] })).toEqual([
      'tools',
      'cache',
      'json',
    ]);
    expect(abilities({ entry: {}, has: ['reasoning'], lacks: ['tools'] })).toEqual(['vision', 'cache', 'reasoning']);
    expect(abilities({ entry: {} })).toEqual(['tools', 'vision', 'cache']);
  });

  test('makes no complete list of abilities from a few', () => {
    expect(known({}, { entry: {}, has: ['reasoning'], lacks: ['tools'] })?.capabilities).toBeUndefined();
    expect(known({}, { entry: { capabilities: ['tools'] }, lacks: ['vision'] })?.capabilities).toEqual(['tools']);
  });
});
