import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { demoSettings } from '../../scripts/demo/demoSettings.ts';
import { modelSchema, providerSchema } from '../../src/config/settingsSchema.ts';
import { demoProviders } from './demoScenario.ts';
import { startSimulator } from './simulator.ts';

const settingsWire = z.object({
  'switchyard.providers': z.record(z.string(), providerSchema),
  'switchyard.models': z.record(z.string(), modelSchema),
});

test("the demo's settings are good, and ask each of its providers in a dialect of its own", async () => {
  const simulator = await startSimulator({ providers: demoProviders });
  const settings = settingsWire.parse(demoSettings(simulator.baseUrl));
  await simulator.close();
  const providers = Object.values(settings['switchyard.providers']);
  expect(new Set(providers.map(({ api }) => api)).size).toBe(4);
  for (const id of Object.keys(settings['switchyard.models'])) {
    const [provider = '', model = ''] = id.split('/');
    expect(Object.keys(demoProviders[provider]?.models ?? {})).toContain(model);
  }
});

test('its workspace routes to these models only', () => {
  const path = join(import.meta.dirname, '../../demo/workspace/.vscode/settings.json');
  const named = readFileSync(path, 'utf8').match(/sim-\w+\/\w+/g);
  expect([...new Set(named)].sort()).toEqual(
    Object.keys(demoSettings(() => 'http://a/')['switchyard.models'] ?? {}).sort(),
  );
});
