import { expect, test } from 'vitest';
import { buildSetup } from '../../src/config/buildSetup.ts';
import { parseSettings } from '../../src/config/parseSettings.ts';
import { setupFaults } from '../../src/config/setupFaults.ts';
import type { Catalog } from '../../src/core/models/catalog.ts';
import { PRESETS } from '../../src/providers/presets.ts';

const catalog: Catalog = {
  lookup: (_vendor, model) => (model === 'old' ? { deprecated: 'out of service from 2026-01-01' } : undefined),
};

interface Case {
  readonly settings: Record<string, unknown>;
  /** Keys as `PROVIDER ORIGIN`. */
  readonly keys?: readonly string[];
  readonly listed?: readonly string[];
}

/** `severity message → mending` of everything that is wrong. */
function faults({ settings, keys = [], listed }: Case): string[] {
  const parsed = parseSettings(settings);
  const hasKey = (id: string, origin: string) => keys.includes(`${id} ${origin}`);
  const built = buildSetup(parsed.settings, { presets: PRESETS, catalog, hasKey });
  const kept = new Map(keys.map((key) => [key.split(' ')[0] ?? '', [key.split(' ')[1] ?? '']]));
  return setupFaults({
    setup: built.setup,
    problems: [...parsed.problems, ...built.problems],
    keys: kept,
    listed: () => listed && new Set(listed),
  }).map(({ severity, message, mending }) => `${severity} ${message} → ${mending.type}`);
}

const LOCAL = { api: 'openai-chat', baseUrl: 'http://127.0.0.1:5000/v1', auth: 'none' };
const PRICED = { price: { input: 1, output: 1 }, contextWindow: 1000 };
const fine = { providers: { local: LOCAL }, models: { 'local/a': PRICED } };

test('nothing is wrong with a setup that works', () => {
  expect(faults({ settings: fine })).toEqual([]);
});

test.each<[string, Case, string[]]>([
  ['an empty setup', { settings: {} }, ['error No provider is set up yet → addProvider']],
  [
    'a key that is missing',
    { settings: { ...fine, providers: { local: { ...LOCAL, auth: 'key' } } } },
    ['error local has no key → addProvider'],
  ],
  [
    'a key over plain http',
    {
      settings: { ...fine, providers: { local: { ...LOCAL, auth: 'key', baseUrl: 'http://example.com/v1' } } },
      keys: ['local http://example.com'],
    },
    ['error local cannot be given its key → openSetting'],
  ],
  [
    'a provider without a model',
    { settings: { providers: { local: LOCAL } } },
    ['warning local has no model → addModels'],
  ],
  [
    'a route to nobody',
    { settings: { ...fine, routes: { default: ['gone/x', 'local/a'] } } },
    ['error gone/x cannot be asked → openRoutes'],
  ],
  [
    'a rule to a provider without a key',
    { settings: { ...fine, providers: { local: LOCAL, openai: {} }, rules: [{ when: {}, use: ['openai/gpt-5'] }] } },
    ['error OpenAI has no key → addProvider', 'warning openai/gpt-5 cannot be asked → addProvider'],
  ],
  [
    'a model that its provider does not list',
    { settings: { ...fine, routes: { default: ['local/a'] } }, listed: ['b'] },
    ['warning local/a may not exist → openRoutes'],
  ],
  [
    'a model that is retired, without price and window',
    { settings: { ...fine, models: { 'local/old': {} } } },
    [
      'warning local/old is being retired → openRoutes',
      'info local/old has no known price, context window → openSetting',
    ],
  ],
  [
    'a setting that is ignored',
    { settings: { ...fine, objective: 'nice' } },
    ['error switchyard.objective is ignored → openSetting'],
  ],
  [
    'a key of nobody',
    { settings: fine, keys: ['gone https://gone.example'] },
    ['info A key is kept for gone, which is not set up → removeKey'],
  ],
])('%s is told with what mends it', (_, given, expected) => {
  expect(faults(given)).toEqual(expected);
});

test('a key that is kept for another address is told with both', () => {
  const { settings } = parseSettings({ providers: { local: { ...LOCAL, auth: 'key' } } });
  const { setup } = buildSetup(settings, { presets: PRESETS, catalog, hasKey: () => false });
  const keys = new Map([['local', ['https://old.example']]]);
  const [fault] = setupFaults({ setup, problems: [], keys, listed: () => undefined });
  expect(fault?.detail).toContain('https://old.example');
  expect(fault?.detail).toContain('http://127.0.0.1:5000');
});
