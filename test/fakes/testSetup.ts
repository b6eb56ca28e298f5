import { buildSetup } from '../../src/config/buildSetup.ts';
import { parseSettings } from '../../src/config/parseSettings.ts';
import { EMPTY_CATALOG } from '../../src/core/models/catalog.ts';
import type { Preset } from '../../src/core/models/preset.ts';
import type { Setup } from '../../src/core/routing/setup.ts';

/** A setup from settings as a user writes them; every provider has its key unless told otherwise. */
export function testSetup(
  settings: Record<string, unknown>,
  options: { presets?: readonly Preset[]; keys?: readonly string[] } = {},
): Setup {
  const { settings: parsed, problems } = parseSettings(settings);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const { setup } = buildSetup(parsed, {
    presets: options.presets ?? [],
    catalog: EMPTY_CATALOG,
    hasKey: (id) => options.keys?.includes(id) ?? true,
  });
  return setup;
}

const HTTPS = { api: 'openai-chat', baseUrl: 'https://example.test/v1' };
const PRICE = { price: { input: 1, output: 2 } };

/** Three providers `a`, `b` and `c` with one priced model `m` each, asked in that order for everything. */
export const THREE = {
  providers: { a: HTTPS, b: HTTPS, c: HTTPS },
  models: { 'a/m': PRICE, 'b/m': PRICE, 'c/m': PRICE },
  routes: { default: ['a/m', 'b/m', 'c/m'] },
};
