import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { bring } from '../../src/cli/bring.ts';
import { exportSetup } from '../../src/cli/export.ts';
import { UsageError } from '../../src/cli/usageError.ts';
import { parseSettings } from '../../src/config/parseSettings.ts';
import { PRESETS } from '../../src/providers/presets.ts';
import { testSetup } from '../fakes/testSetup.ts';

let folder: string;
let said: { stdout: string; stderr: string };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-bring-'));
  said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      said[stream] += String(chunk);
      return true;
    });
  }
  for (const name of Object.keys(process.env))
    if (/_API_KEY$|_BASE|_HOST$|_TOKEN$/.test(name)) vi.stubEnv(name, undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const file = (content: string) => {
  const path = join(folder, 'config.yaml');
  writeFileSync(path, content);
  return path;
};
/** The settings that were printed, as the configuration file would be read. */
const printed = () =>
  Object.fromEntries(
    Object.entries(JSON.parse(said.stdout)).map(([name, value]) => [name.replace(/^switchyard\./, ''), value]),
  );

const LITELLM = `
model_list:
  - {model_name: code, litellm_params: {model: openai/gpt-6, api_key: the-secret-key, seed: 1}}
  - {model_name: default, litellm_params: {model: openai/qwen3, api_base: "https://gw.acme.test/v1", api_key: os.environ/NOWHERE, extra_headers: {X-Auth: another-secret}}}
`;

describe('import', () => {
  test('prints a configuration to stdout, and to stderr where keys belong and what is missing', async () => {
    expect(await bring([file(LITELLM)], {})).toBe(0);
    expect(printed()).toEqual({
      providers: {
        openai: {},
        gw: { api: 'openai-chat', baseUrl: 'https://gw.acme.test/v1', headers: { 'X-Auth': `\${secret:X_AUTH}` } },
      },
      models: { 'openai/gpt-6': {}, 'gw/qwen3': {} },
      routes: { code: ['openai/gpt-6'], default: ['gw/qwen3'] },
    });
    expect(parseSettings(printed()).problems).toEqual([]);
    expect(said.stderr.trimEnd().split('\n')).toEqual([
      'switchyard: key of openai: put what stands in model_list[0].litellm_params.api_key into SWITCHYARD_API_KEY_OPENAI',
      'switchyard: key of gw: put what stands in NOWHERE into SWITCHYARD_API_KEY_GW, where none was found',
      'switchyard: key of gw: put what stands in model_list[1].litellm_params.extra_headers.X-Auth into SWITCHYARD_SECRET_X_AUTH',
      'switchyard: set SWITCHYARD_ALLOWED_ORIGINS to "https://gw.acme.test", where keys go besides',
      'switchyard: model_list[0].litellm_params.seed (number) not brought: Switchyard sends no such parameter',
    ]);
    expect(said.stdout + said.stderr).not.toMatch(/secret-key|another-secret/);
  });

  test('with --json prints one object with everything but the keys', async () => {
    expect(await bring([file(LITELLM)], { json: true })).toBe(0);
    expect(said.stderr).toBe('');
    const { settings, keys, notes } = JSON.parse(said.stdout);
    expect(Object.keys(settings)).toEqual(['switchyard.providers', 'switchyard.models', 'switchyard.routes']);
    expect(keys[0]).toEqual({
      provider: 'openai',
      origin: 'https://api.openai.com',
      source: 'model_list[0].litellm_params.api_key',
      variable: 'SWITCHYARD_API_KEY_OPENAI',
      found: true,
    });
    expect(keys[1]).toMatchObject({ source: 'NOWHERE', found: false });
    expect(notes).toHaveLength(1);
    expect(said.stdout).not.toMatch(/secret-key|another-secret/);
  });

  test('with --env reads the environment', async () => {
    vi.stubEnv('GROQ_API_KEY', 'the-secret-key');
    expect(await bring([], { env: true })).toBe(0);
    expect(printed()).toEqual({ providers: { groq: {} } });
    expect(said.stderr).toBe('switchyard: key of groq: put what stands in GROQ_API_KEY into SWITCHYARD_API_KEY_GROQ\n');
  });

  test('of nothing says so, with code 1', async () => {
    const hub = 'models: [{uses: anthropic/claude}]';
    expect(await bring([file(hub)], {})).toBe(1);
    expect(said.stdout).toBe('{}\n');
    expect(said.stderr).toMatch(/^switchyard: nothing was found that could be brought\nswitchyard: models\[0\]\.uses /);
  });

  test.each([
    [[], {}, 'import takes one FILE ("-" for stdin), or --env'],
    [['a', 'b'], {}, 'import takes one FILE ("-" for stdin), or --env'],
    [['a'], { env: true }, 'import takes a FILE or --env, not both (a)'],
    [['/nowhere/config.yaml'], {}, /^\/nowhere\/config\.yaml: ENOENT/],
  ])('of %j %j is unusable', async (rest, options, reason) => {
    const failure = await bring(rest, options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UsageError);
    if (typeof reason === 'string') expect((failure as Error).message).toBe(reason);
    else expect((failure as Error).message).toMatch(reason);
    expect(said).toEqual({ stdout: '', stderr: '' });
  });

  test.each([
    ['', 'the file is empty'],
    ['a: [', 'line 1 is not YAML'],
    ['a: 1', 'it is no configuration of LiteLLM ("model_list") or Continue ("models")'],
    ['x'.repeat(2_100_000), 'the file is too large to be a configuration'],
  ])('of a file that is none names it and what is wrong', async (content, reason) => {
    const path = file(content);
    await expect(bring([path], {})).rejects.toThrow(new UsageError(`${path}: ${reason}`));
  });
});

describe('export', () => {
  const setup = testSetup(
    { providers: { ollama: {} }, routes: { default: ['groq/x', 'ollama/y'] } },
    { presets: PRESETS, keys: ['groq'] },
  );

  test('litellm prints a configuration that can be imported again', async () => {
    expect(exportSetup(['litellm'], setup)).toBe(0);
    const text = said.stdout;
    said.stdout = '';
    expect(await bring([file(text)], {})).toBe(0);
    expect(printed()).toMatchObject({ routes: { default: ['groq/x', 'ollama/y'] } });
    expect(text).toContain('api_key: os.environ/GROQ_API_KEY');
  });

  test.each([[[]], [['yaml']], [['litellm', 'now']]])('%j is unusable', (rest) => {
    expect(() => exportSetup(rest, setup)).toThrow(new UsageError('export takes one format: litellm'));
  });
});
