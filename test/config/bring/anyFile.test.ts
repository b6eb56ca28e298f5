import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BringError } from '../../../src/config/bring/bringError.ts';
import { bringFile } from '../../../src/config/bring/bringFile.ts';
import { exportLiteLlm } from '../../../src/config/bring/liteLlm/exportLiteLlm.ts';
import { mergeBrought } from '../../../src/config/bring/mergeBrought.ts';
import { keepParts, partsOf } from '../../../src/config/bring/parts.ts';
import { buildSetup } from '../../../src/config/buildSetup.ts';
import { parseSettings } from '../../../src/config/parseSettings.ts';
import { EMPTY_CATALOG } from '../../../src/core/models/catalog.ts';
import { PRESETS } from '../../../src/providers/presets.ts';
import { options } from './bringLog.ts';

/** Stands where keys stand, and must come out of an import in its keys only. */
const SECRET = 'Hush5ecret0fTheFile1234';

const KEYS = [
  ...['model_list', 'model_name', 'litellm_params', 'model_info', 'model', 'api_base', 'api_version', 'timeout'],
  ...[
    'router_settings',
    'litellm_settings',
    'general_settings',
    'fallbacks',
    'context_window_fallbacks',
    'order',
    'rpm',
  ],
  ...[
    'model_group_alias',
    'default_fallbacks',
    'num_retries',
    'cooldown_time',
    'max_budget',
    'budget_duration',
    'mode',
  ],
  ...['environment_variables', 'credential_list', 'credential_name', 'credential_values', 'litellm_credential_name'],
  ...['models', 'provider', 'apiBase', 'roles', 'requestOptions', 'defaultCompletionOptions', 'uses', 'with', 'env'],
  ...['temperature', 'max_tokens', 'maxTokens', 'contextLength', 'input_cost_per_token', 'output_cost_per_token'],
  ...['default', 'code', 'a', '__proto__', 'constructor', '', '*'],
];
const LEAVES = [
  ...[
    'openai/gpt-6',
    'azure/x',
    'anthropic/c',
    'ollama/l',
    'bedrock/b',
    'groq/*',
    '*',
    'a',
    'code',
    'default',
    'openai',
  ],
  ...['anthropic', 'azure', 'ollama', 'https://gw.acme.test/v1', 'http://10.0.0.5:8000', 'not an address', '1d', '30d'],
  ...[
    'os.environ/SET',
    'os.environ/UNSET',
    `\${{ secrets.SET }}`,
    'os.environ/KEY',
    `\${{ secrets.KEY }}`,
    'none',
    'chat',
    'embedding',
    'edit',
    'AUTODETECT',
  ],
];
const secretKeys = fc.constantFrom('api_key', 'apiKey', 'azure_ad_token', 'master_key');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom<unknown>(...LEAVES),
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 5 }),
    fc.dictionary(secretKeys, fc.constantFrom(SECRET, 'os.environ/KEY', `\${{ secrets.KEY }}`), { maxKeys: 1 }),
    fc.record({ extra_headers: fc.constant({ 'X-Auth': SECRET, Authorization: `Bearer ${SECRET}` }) }),
  ),
}));
const deployment = fc.record({
  model_name: fc.constantFrom('a', 'b', 'code', 'default', 'groq/*'),
  litellm_params: fc.tuple(fc.constantFrom(...LEAVES), value, fc.boolean()).map(([model, rest, keyed]) => ({
    ...Object(rest),
    model,
    ...(keyed ? { api_key: SECRET } : {}),
  })),
  model_info: value,
});
const continueModel = fc
  .tuple(fc.constantFrom('openai', 'anthropic', 'azure', 'ollama', 'xAI'), fc.constantFrom('m', 'n/o'), value)
  .map(([provider, model, rest]) => ({ ...Object(rest), provider, model, apiKey: SECRET }));
const file = fc.oneof(
  fc.record({
    model_list: fc.array(deployment, { maxLength: 4 }),
    router_settings: value,
    litellm_settings: value,
    general_settings: value,
  }),
  fc.record({ models: fc.array(fc.oneof(continueModel, value), { maxLength: 4 }), requestOptions: value }),
  value,
);

test('whatever a file holds, its import is usable settings, or one sentence; and no key is among them', () => {
  let usable = 0;
  fc.assert(
    fc.property(file, (content) => {
      let brought: ReturnType<typeof bringFile>;
      try {
        brought = bringFile(JSON.stringify(content), options({ SET: 'https://set.acme.test/v1', KEY: SECRET }));
      } catch (error) {
        expect(error).toBeInstanceOf(BringError);
        expect((error as Error).message).not.toContain(SECRET);
        return;
      }
      usable += 1;
      const { settings, problems } = parseSettings(brought.settings as unknown as Record<string, unknown>);
      expect(problems).toEqual([]);
      const built = buildSetup(settings, { presets: PRESETS, catalog: EMPTY_CATALOG, hasKey: () => true });
      expect(built.problems).toEqual([]);
      const shown = [
        brought.settings,
        brought.notes,
        brought.keys.map(({ value: _, ...key }) => key),
        partsOf(brought),
      ];
      expect(JSON.stringify(shown)).not.toContain(SECRET);
      for (const { provider } of brought.keys) expect(built.setup.providers.has(provider)).toBe(true);
      const all = new Set(partsOf(brought).map(({ id }) => id));
      expect(keepParts(brought, all).settings).toEqual(brought.settings);
      expect(mergeBrought({}, brought, PRESETS).kept).toEqual([]);
      expect(exportLiteLlm(built.setup, PRESETS)).not.toContain(SECRET);
    }),
    { numRuns: 1500 },
  );
  expect(usable).toBeGreaterThan(300);
});
