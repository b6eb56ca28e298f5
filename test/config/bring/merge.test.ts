import { describe, expect, test } from 'vitest';
import { bringFile } from '../../../src/config/bring/bringFile.ts';
import { bringReport } from '../../../src/config/bring/bringReport.ts';
import type { Brought } from '../../../src/config/bring/brought.ts';
import { mergeBrought } from '../../../src/config/bring/mergeBrought.ts';
import { keepParts, partsOf } from '../../../src/config/bring/parts.ts';
import { PRESETS } from '../../../src/providers/presets.ts';
import { bringLog, options } from './bringLog.ts';

const brought: Brought = bringFile(
  `
model_list:
  - {model_name: code, litellm_params: {model: openai/a, api_key: key-of-openai}}
  - {model_name: default, litellm_params: {model: gw/b, custom_llm_provider: openai, api_base: "https://gw.acme.test/v1", api_key: key-of-gw, extra_headers: {X-Auth: s3}}}
  - {model_name: local, litellm_params: {model: ollama/c, max_tokens: 5}}
router_settings: {fallbacks: [{code: [default, local]}], cooldown_time: 5}
litellm_settings: {max_budget: 3, budget_duration: 1d}
`,
  options(),
);

describe('merging', () => {
  test('into nothing adds everything, but no entry for a preset whose key came', () => {
    const { changed, added, kept } = mergeBrought({}, brought, PRESETS);
    expect(changed).toEqual({
      providers: { gw: brought.settings.providers.gw, ollama: {} },
      models: brought.settings.models,
      routes: brought.settings.routes,
      resilience: { cooldownMs: 5000 },
      budget: { dailyUsd: 3, onLimit: 'block' },
    });
    expect(added).toContain('routes.code');
    expect(kept).toEqual([]);
  });

  test('destroys nothing: entries that are there stay, and are named where they differ', () => {
    const existing = {
      providers: { gw: { baseUrl: 'https://gw.acme.test/v1', api: 'openai-chat' }, mine: {} },
      models: { 'openai/a': { tier: 'premium' }, 'ollama/c': { maxOutputTokens: 5 } },
      routes: { default: ['mine/x'], review: ['mine/y'] },
      resilience: { cooldownMs: 1, retryServerErrorOnce: true },
    };
    const before = structuredClone(existing);
    const { changed, kept } = mergeBrought(existing, brought, PRESETS);
    expect(existing).toEqual(before);
    expect(changed.routes).toEqual({ default: ['mine/x'], review: ['mine/y'], code: brought.settings.routes.code });
    expect(changed.models).toMatchObject({ 'openai/a': { tier: 'premium' } });
    expect(changed.resilience).toBeUndefined();
    expect(kept).toEqual(['providers.gw', 'routes.default', 'resilience.cooldownMs']);
  });

  test('survives settings that are no settings', () => {
    const { changed } = mergeBrought({ providers: 7, models: null, routes: ['x'], resilience: 'x' }, brought, PRESETS);
    expect(Object.keys(changed.routes ?? {})).toEqual(['code', 'default']);
    expect(
      mergeBrought(
        { routes: {} },
        { ...brought, settings: { ...brought.settings, routes: { constructor: ['a/b'] } as object } },
        PRESETS,
      ).kept,
    ).toEqual([]);
  });
});

describe('parts', () => {
  test('are all that is set up, and never show a key', () => {
    const parts = partsOf(brought);
    expect(parts.map(({ id }) => id)).toEqual([
      ...['providers/openai', 'providers/gw', 'providers/ollama', 'keys/openai', 'keys/gw', 'keys/gw X_AUTH'],
      ...['models/openai/a', 'models/gw/gw/b', 'models/ollama/c', 'routes/code', 'routes/default'],
      ...['resilience/cooldownMs', 'budget/budget'],
    ]);
    expect(JSON.stringify(parts)).not.toMatch(/key-of|s3/);
  });

  test('that are all kept change nothing', () => {
    expect(keepParts(brought, new Set(partsOf(brought).map(({ id }) => id)))).toEqual({ ...brought, from: undefined });
  });

  test('that are left out take along what needs them', () => {
    const ids = new Set(partsOf(brought).map(({ id }) => id));
    for (const id of ['providers/gw', 'keys/openai', 'budget/budget', 'resilience/cooldownMs']) ids.delete(id);
    const kept = keepParts(brought, ids);
    expect(bringLog({ ...kept, notes: [] })).toEqual([
      'provider openai',
      'provider ollama',
      'model openai/a',
      'model ollama/c {"maxOutputTokens":5}',
      'route code: openai/a → ollama/c',
    ]);
    expect(keepParts(brought, new Set()).settings).toEqual({ providers: {}, models: {}, routes: {} });
  });
});

test('the report names everything and no key', () => {
  const report = bringReport({
    source: 'LiteLLM',
    added: ['routes.code'],
    kept: ['routes.default'],
    stored: brought.keys,
    missing: [{ provider: 'groq', origin: 'https://api.groq.com', source: 'GROQ_API_KEY' }],
    notes: [
      { path: 'a`b', kind: 'text', effect: 'left', why: 'because' },
      { path: 'c', kind: 'number', effect: 'changed', why: 'so', todo: 'do it' },
    ],
  });
  expect(report.split('\n').filter((line) => line !== '')).toEqual([
    '# Imported settings',
    'From LiteLLM.',
    '## Added',
    '- `routes.code`',
    '## Keys stored',
    '- `openai` for https://api.openai.com, from `model_list[0].litellm_params.api_key`',
    '- `gw` for https://gw.acme.test, from `model_list[1].litellm_params.api_key`',
    '- `gw X_AUTH` for https://gw.acme.test, from `model_list[1].litellm_params.extra_headers.X-Auth`',
    '## Keys to add',
    '- `groq` for https://api.groq.com, from `GROQ_API_KEY`: nothing was found there; run "Add Provider or Change Key"',
    '## Kept as it was',
    '- `routes.default`',
    '## Works differently here',
    '- `c` (number): so; do it',
    '## Not brought',
    "- `a'b` (text): because",
  ]);
});
