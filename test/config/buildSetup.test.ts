import { describe, expect, test } from 'vitest';
import { buildSetup, type SetupSources } from '../../src/config/buildSetup.ts';
import { parseSettings } from '../../src/config/parseSettings.ts';
import { rateFromUsd } from '../../src/core/accounting/price.ts';
import type { Catalog } from '../../src/core/models/catalog.ts';
import type { Preset } from '../../src/core/models/preset.ts';
import { loadBundledCatalog } from '../../src/providers/catalog/bundledCatalog.ts';
import { PRESETS } from '../../src/providers/presets.ts';

const CLOUD: Preset = {
  id: 'cloud',
  name: 'Cloud AI',
  api: 'openai-chat',
  baseUrl: 'https://api.cloud.test/v1',
  auth: 'key',
  models: { budget: 'small', premium: 'large' },
  fastest: 'small',
  catalogId: 'cloud-inc',
  headers: { 'x-gateway': 'yes', 'x-team': 'none' },
  quirks: { noStreamOptions: true },
};
const LOCAL: Preset = {
  id: 'local',
  name: 'Local',
  api: 'openai-chat',
  baseUrl: 'http://127.0.0.1:11434/v1',
  auth: 'none',
  local: true,
  free: true,
  models: {},
};
const CATALOG: Catalog = {
  lookup: (provider, model) =>
    provider === 'cloud-inc' && model === 'small'
      ? {
          price: { input: rateFromUsd(0.1), output: rateFromUsd(0.4) },
          contextWindow: 32_000,
          capabilities: ['vision', 'reasoning'],
        }
      : undefined,
};

/** The setup of a user with these settings; without `keys` no key is kept anywhere. */
function setupOf(settings: Record<string, unknown>, sources: Partial<SetupSources> = {}) {
  const { settings: parsed, problems } = parseSettings(settings);
  expect(problems).toEqual([]);
  return buildSetup(parsed, { presets: [CLOUD, LOCAL], catalog: CATALOG, hasKey: () => false, ...sources });
}

const withKey = (origin: string) => ({ hasKey: (id: string, at: string) => `${id} ${at}` === `cloud ${origin}` });

describe('a provider', () => {
  test('that is known needs its key and no settings', () => {
    const { setup } = setupOf({}, withKey('https://api.cloud.test'));
    expect([...setup.providers.keys()]).toEqual(['cloud']);
    expect(setup.providers.get('cloud')).toEqual({
      id: 'cloud',
      name: 'Cloud AI',
      api: 'openai-chat',
      baseUrl: 'https://api.cloud.test/v1',
      auth: 'key',
      headers: { 'x-gateway': 'yes', 'x-team': 'none' },
      timeouts: {},
      limits: {},
      loopback: false,
      dataPolicy: { from: 'unknown' },
      quirks: { noStreamOptions: true },
      ready: true,
      defaults: { budget: 'cloud/small', premium: 'cloud/large', fastest: 'cloud/small' },
    });
    expect([...setup.models.keys()]).toEqual(['cloud/small', 'cloud/large']);
  });

  test('that is known and has neither a key nor an entry is not there', () => {
    expect(setupOf({}).setup.providers.size).toBe(0);
  });

  test('takes what its entry says, and the rest from what is known of it', () => {
    const entry = { baseUrl: 'https://proxy.test/v1', headers: { 'x-team': 'blue' }, timeouts: { idleMs: 9 } };
    const { setup } = setupOf({ providers: { cloud: entry } }, withKey('https://proxy.test'));
    expect(setup.providers.get('cloud')).toMatchObject({
      name: 'Cloud AI',
      baseUrl: 'https://proxy.test/v1',
      headers: { 'x-gateway': 'yes', 'x-team': 'blue' },
      timeouts: { idleMs: 9 },
      quirks: { noStreamOptions: true },
      ready: true,
    });
  });

  test('of the user needs an API and a base URL', () => {
    const { setup, problems } = setupOf({ providers: { mine: { baseUrl: 'https://x.test' } } });
    expect(problems).toEqual([
      { key: 'switchyard.providers.mine', message: 'needs "api" and "baseUrl": it is no known provider' },
    ]);
    expect(setup.providers.size).toBe(0);
  });

  test('whose entry is refused is not there at all: the known address is not what the user meant', () => {
    const { settings, problems } = parseSettings({ providers: { cloud: { baseUrl: 'https://mine.test', auth: 7 } } });
    expect(problems.map(({ key }) => key)).toEqual(['switchyard.providers.cloud.auth']);
    const { setup } = buildSetup(settings, { presets: [CLOUD], catalog: CATALOG, hasKey: () => true });
    expect(setup.providers.size).toBe(0);
  });

  test('wants a key unless it says otherwise', () => {
    const mine = { api: 'openai-chat', baseUrl: 'https://x.test' };
    const { setup } = setupOf({ providers: { mine, open: { ...mine, auth: 'none' } } });
    expect([...setup.providers.values()].map(({ id, auth, ready }) => [id, auth, ready])).toEqual([
      ['mine', 'key', false],
      ['open', 'none', true],
    ]);
  });

  test('moved to another origin asks for its key anew', () => {
    const elsewhere = { providers: { cloud: { baseUrl: 'https://evil.test/v1' } } };
    expect(setupOf(elsewhere, withKey('https://api.cloud.test')).setup.providers.get('cloud')?.ready).toBe(false);
    const port = { providers: { cloud: { baseUrl: 'https://api.cloud.test:8443/v1' } } };
    expect(setupOf(port, withKey('https://api.cloud.test')).setup.providers.get('cloud')?.ready).toBe(false);
    const path = { providers: { cloud: { baseUrl: 'https://api.cloud.test/v2' } } };
    expect(setupOf(path, withKey('https://api.cloud.test')).setup.providers.get('cloud')?.ready).toBe(true);
  });

  test.each([
    ['http://127.0.0.1:1/v1', true],
    ['http://127.9.9.9/v1', true],
    ['http://localhost:11434/v1', true],
    ['http://[::1]/v1', true],
    ['http://10.0.0.1/v1', false],
    ['http://localhost.evil.test/v1', false],
  ])('at %s is on this machine: %s', (baseUrl, loopback) => {
    const { setup } = setupOf({ providers: { p: { api: 'openai-chat', baseUrl, auth: 'none' } } });
    expect(setup.providers.get('p')?.loopback).toBe(loopback);
  });

  test('that is known by name is complete for every preset', () => {
    const { setup, problems } = setupOf({}, { presets: PRESETS, hasKey: () => true });
    expect(problems).toEqual([]);
    expect([...setup.providers.keys()]).toEqual(PRESETS.filter(({ auth }) => auth === 'key').map(({ id }) => id));
  });
});

describe('a model', () => {
  const modelOf = (id: string, entry?: Record<string, unknown>, sources: Partial<SetupSources> = {}) =>
    setupOf({ models: { [id]: entry ?? {} }, providers: { local: {} } }, sources).setup.models.get(id);

  test('is known by the catalogue, under the provider’s name there', () => {
    expect(modelOf('cloud/small')).toEqual({
      id: 'cloud/small',
      provider: 'cloud',
      name: 'small',
      reasoning: true,
      capabilities: ['vision', 'reasoning'],
      price: { input: { base: 100_000_000 }, output: { base: 400_000_000 } },
      contextWindow: 32_000,
    });
  });

  test('is what its entry says where it says something', () => {
    const entry = {
      price: { input: 0.27, cachedInput: 0.07, cacheWrite: 0.3, output: 1.1 },
      contextWindow: 9,
      maxOutputTokens: 5,
      capabilities: [],
      tier: 'premium',
    };
    expect(modelOf('cloud/small', entry)).toMatchObject({
      tier: 'premium',
      reasoning: false,
      capabilities: [],
      price: {
        input: { base: 270_000_000 },
        cachedInput: { base: 70_000_000 },
        cacheWrite: { base: 300_000_000 },
        output: { base: 1_100_000_000 },
      },
      contextWindow: 9,
      maxOutputTokens: 5,
    });
  });

  test('of a free server on this machine costs nothing', () => {
    expect(modelOf('local/llama')?.price).toEqual({ input: { base: 0 }, output: { base: 0 } });
    expect(modelOf('local/llama', { price: { input: 1, output: 1 } })?.price?.input.base).toBe(1_000_000_000);
  });

  test('that nobody knows has no price, tier, window or abilities, rather than wrong ones', () => {
    expect(modelOf('cloud/unheard-of')).toEqual({
      id: 'cloud/unheard-of',
      provider: 'cloud',
      name: 'unheard-of',
      reasoning: false,
    });
  });

  test('keeps the slashes of its name', () => {
    expect(modelOf('cloud/org/family/m')).toMatchObject({ provider: 'cloud', name: 'org/family/m' });
  });

  test('that is a default has its tier', () => {
    const { setup } = setupOf({}, withKey('https://api.cloud.test'));
    expect([...setup.models.values()].map(({ id, tier }) => [id, tier])).toEqual([
      ['cloud/small', 'budget'],
      ['cloud/large', 'premium'],
    ]);
  });

  test('is known when a route, a rule or the user’s hand names it', () => {
    const { setup } = setupOf(
      {
        routes: { code: ['x/one'], default: { models: ['x/two', 'x/three'], temperature: 0.2, strategy: 'single' } },
        rules: [{ when: { task: 'fix' }, use: ['x/four'] }],
      },
      { pinned: 'x/five' },
    );
    expect([...setup.models.keys()].sort()).toEqual(['x/five', 'x/four', 'x/one', 'x/three', 'x/two']);
    expect(setup.routes).toEqual({
      code: { models: ['x/one'] },
      default: { models: ['x/two', 'x/three'], temperature: 0.2, strategy: 'single' },
    });
    expect(setup.rules).toEqual([{ number: 1, when: { task: 'fix' }, use: ['x/four'] }]);
  });

  test('of a preset has the catalogue’s real price', async () => {
    const catalog = await loadBundledCatalog();
    const { setup } = setupOf({ models: { 'openai/gpt-4o-mini': {} } }, { presets: PRESETS, catalog });
    expect(setup.models.get('openai/gpt-4o-mini')?.price).toMatchObject({
      input: { base: 150_000_000 },
      output: { base: 600_000_000 },
    });
  });
});

test('a price that hangs on the hour is the one in force when it is read', () => {
  let input = 1;
  const catalog: Catalog = { lookup: () => ({ price: { input: rateFromUsd(input), output: rateFromUsd(2) } }) };
  const { setup } = setupOf({ models: { 'local/m': {} }, providers: { local: {} } }, { catalog });
  const model = setup.models.get('local/m');
  expect(model?.price?.input).toEqual(rateFromUsd(1));
  input = 3;
  expect(model?.price?.input).toEqual(rateFromUsd(3));
});
