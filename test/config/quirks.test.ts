import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../src/providers/presets.ts';
import { testSetup } from '../fakes/testSetup.ts';

/** A provider as these settings make it. */
function providerOf(id: string, entry: Record<string, unknown>) {
  const provider = testSetup({ providers: { [id]: entry } }, { presets: PRESETS }).providers.get(id);
  if (provider === undefined) throw new Error('no provider');
  return provider;
}

const OPENAI = 'https://api.openai.com/v1';

describe('how a provider departs from its dialect', () => {
  test.each([
    ['the known provider', 'openai', {}, true],
    ['with its own address written out', 'openai', { api: 'openai-chat', baseUrl: OPENAI }, true],
    ['a second account of it', 'openai-2', { api: 'openai-chat', baseUrl: OPENAI }, true],
    ['its name at another address', 'openai', { baseUrl: 'https://proxy.test/v1' }, false],
    ['its name in another dialect', 'openai', { api: 'openai-responses' }, false],
    ['another vendor', 'other', { api: 'openai-chat', baseUrl: 'https://other.test/v1' }, false],
  ])('some models are asked through Responses: %s, %s', (_, id, entry, expected) => {
    expect(providerOf(id, entry).quirks.responsesModels !== undefined).toBe(expected);
  });

  test.each([
    ['its resource', { api: 'openai-chat', baseUrl: 'https://mine.openai.azure.com' }, true],
    ['its foundry', { api: 'openai-responses', baseUrl: 'https://mine.services.ai.azure.com' }, true],
    [
      'a gateway before it, by the api-version',
      { api: 'openai-chat', baseUrl: 'https://gw.test', apiVersion: '2024-10-21' },
      true,
    ],
    ['no part of its name', { api: 'openai-chat', baseUrl: 'https://openai.azure.com.evil.test' }, false],
  ])('Azure is known by its address: %s', (_, entry, expected) => {
    expect(providerOf('work', entry).quirks.azure === true).toBe(expected);
  });

  test.each([
    ['anthropic-messages', 'https://api.anthropic.com'],
    ['gemini', 'https://generativelanguage.googleapis.com'],
    ['openai-responses', OPENAI],
    ['vscode-lm', 'vscode-lm:'],
  ])('an entry that only names the dialect %s is at its vendor', (api, baseUrl) => {
    expect(providerOf('mine', { api }).baseUrl).toBe(baseUrl);
  });

  test("the editor's own models need no key", () => {
    expect(providerOf('mine', { api: 'vscode-lm' })).toMatchObject({ auth: 'none', ready: true });
  });
});
