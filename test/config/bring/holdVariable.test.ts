import { describe, expect, test } from 'vitest';
import { bringFile } from '../../../src/config/bring/bringFile.ts';
import type { BringOptions } from '../../../src/config/bring/bringOptions.ts';
import { bringReport } from '../../../src/config/bring/bringReport.ts';
import { holdVariable } from '../../../src/config/bring/holdVariable.ts';
import { keepParts, partsOf } from '../../../src/config/bring/parts.ts';
import { options } from './bringLog.ts';

const GATEWAY = 'https://gateway.test/v1';

const LITELLM = (variable: string, more = '') =>
  `model_list: [{model_name: m, litellm_params: {model: openai/x, api_base: "${GATEWAY}", ${more} api_key: os.environ/${variable}}}]`;
const CONTINUE = (variable: string) =>
  `models: [{name: m, provider: openai, model: x, apiBase: "${GATEWAY}", apiKey: "\${{ secrets.${variable} }}"}]`;

/** The parts of keys, the keys that come when nothing is changed in the list, and what the report says of them. */
function brought(text: string, more: BringOptions, ticked?: readonly string[]) {
  const found = bringFile(text, more);
  const parts = partsOf(found);
  const ids = ticked ?? parts.filter(({ held }) => held !== true).map(({ id }) => id);
  const { keys, settings } = keepParts(found, new Set(ids));
  const missing = keys.filter(({ value }) => value === undefined);
  const report = bringReport({ source: 'x', added: [], kept: [], stored: [], missing, notes: [] });
  return {
    parts: parts.filter(({ kind }) => kind === 'keys').map(({ detail, held = false }) => [detail, held]),
    providers: Object.keys(settings.providers),
    values: keys.map(({ value }) => value),
    report: report.split('\n').filter((line) => line.startsWith('- ')),
  };
}

describe.each([
  ['LiteLLM', LITELLM],
  ['Continue', CONTINUE],
])('a file of %s that names a variable for an address of its own', (_, file) => {
  test('does not get it by itself: its part is not ticked and says who would get what', () => {
    const env = { AWS_SECRET_ACCESS_KEY: 'a-secret' };
    const { parts, values, providers, report } = brought(file('AWS_SECRET_ACCESS_KEY'), options(env));
    expect(parts).toEqual([['the file wants your variable AWS_SECRET_ACCESS_KEY sent to https://gateway.test', true]]);
    expect([providers.length, values]).toEqual([1, [undefined]]);
    expect(report).toEqual([expect.stringContaining('AWS_SECRET_ACCESS_KEY`: not taken, as it was not ticked')]);
  });

  test('gets it when the user ticks it', () => {
    const more = options({ ACME: 'k1' });
    const all = partsOf(bringFile(file('ACME'), more)).map(({ id }) => id);
    expect(brought(file('ACME'), more, all).values).toEqual(['k1']);
  });

  test("never gets another vendor's key", () => {
    const { parts, values, report } = brought(file('ANTHROPIC_API_KEY'), options({ ANTHROPIC_API_KEY: 'k1' }));
    expect([parts, values]).toEqual([[], [undefined]]);
    expect(report).toEqual([expect.stringContaining("not taken: a vendor's key goes to its vendor only")]);
  });

  test('gets the key that the same environment has for that address, and no other environment', () => {
    const pair = { OPENAI_API_KEY: 'k1', OPENAI_BASE_URL: GATEWAY };
    expect(brought(file('OPENAI_API_KEY'), options(pair)).values).toEqual(['k1']);
    const drawn = { ...options(pair), machine: { OPENAI_API_KEY: 'k1' } };
    expect(brought(file('OPENAI_API_KEY'), drawn).values).toEqual([undefined]);
    expect(brought(file('OPENAI_API_KEY'), { ...options(pair), machine: {} }).values).toEqual(['k1']);
  });
});

test('a header is held like a key; what the file itself sets is its own', () => {
  const header = LITELLM('ACME', 'extra_headers: {X-Team: os.environ/HOME_SECRET},');
  const { parts } = brought(header, options({ HOME_SECRET: 's1', ACME: 'k1' }));
  expect(parts.map(([, held]) => held)).toEqual([true, true]);
  const own = `${LITELLM('ACME')}\nenvironment_variables: {ACME: k2}`;
  expect(brought(own, options({ ACME: 'k1' })).values).toEqual(['k2']);
});

test.each([
  ['OPENAI_API_KEY', 'https://api.openai.com/v1', undefined],
  ['OPENAI_API_KEY', 'https://api.openai.com.evil.test/v1', 'never'],
  ['OPENAI_API_KEY', 'http://127.0.0.1:4000', undefined],
  ['AZURE_API_KEY', 'https://acme.openai.azure.com', undefined],
  ['MOONSHOT_API_KEY', 'https://api.moonshot.cn/v1', undefined],
  ['GROQ_API_KEY', 'https://api.openai.com/v1', 'never'],
  ['GITHUB_TOKEN', 'https://api.openai.com/v1', 'ask'],
])('%s for %s: %s', (name, address, held) => {
  expect(holdVariable(name, new URL(address), options({ [name]: 'k1' }))).toBe(held);
});

test('no variable goes into an address or a version that is sent in clear', () => {
  const env = { SECRET: 'abc-secret-1' };
  const within = CONTINUE('SECRET').replace(GATEWAY, `${GATEWAY}/\${{ secrets.SECRET }}`);
  const version = LITELLM('SECRET', 'api_version: os.environ/SECRET,');
  for (const text of [within, version]) {
    expect(JSON.stringify(bringFile(text, options(env)).settings)).not.toContain(env.SECRET);
  }
});
