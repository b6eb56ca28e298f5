import { expect, test } from 'vitest';
import { buildSetup } from '../../src/config/buildSetup.ts';
import { parseSettings } from '../../src/config/parseSettings.ts';
import { vendorOf } from '../../src/config/vendorOf.ts';
import { loadBundledCatalog } from '../../src/providers/catalog/bundledCatalog.ts';
import { PRESETS } from '../../src/providers/presets.ts';

const OPENAI = 'https://api.openai.com/v1';

test.each([
  ['openai', 'openai-chat', OPENAI, 'openai', 'openai'],
  ['openai-work', 'openai-chat', OPENAI, 'openai', 'openai'],
  ['claude-2', 'anthropic-messages', 'https://api.anthropic.com/', 'anthropic', 'anthropic'],
  ['router', 'openai-chat', 'https://openrouter.ai/api/v1', 'openrouter', 'openrouter'],
  ['openai', 'openai-chat', 'https://proxy.test/v1', 'openai', 'openai'],
  ['grok', 'openai-chat', 'https://api.x.ai/v1', 'xai', undefined],
  ['mine', 'openai-chat', 'https://proxy.test/v1', undefined, undefined],
  ['mine', 'openai-chat', 'http://127.0.0.1:11434/v1', undefined, undefined],
  ['mine', 'vscode-lm', 'vscode-lm:', undefined, undefined],
] as const)('the vendor of %s, in %s at %s, is %s, and its bill is known of %s', (id, api, baseUrl, vendor, bill) => {
  const found = vendorOf({ id, api, baseUrl }, PRESETS);
  expect([found?.id, found?.bill]).toEqual([vendor, bill]);
});

test('a model of a second account is known as that of the first', async () => {
  const accounts = { 'xai-work': { api: 'openai-chat', baseUrl: 'https://api.x.ai/v1' } };
  const names = ['xai/grok-4', 'xai-work/grok-4'];
  const { settings } = parseSettings({ providers: accounts, models: Object.fromEntries(names.map((id) => [id, {}])) });
  const catalog = await loadBundledCatalog();
  const { models } = buildSetup(settings, { presets: PRESETS, catalog, hasKey: () => true }).setup;
  const [first, second] = names.map((id) => models.get(id));
  expect(first?.price).toBeDefined();
  const { price, contextWindow, capabilities } = first ?? {};
  expect(second).toMatchObject({ price, contextWindow, capabilities });
});
