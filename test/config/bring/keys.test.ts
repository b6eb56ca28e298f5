import { describe, expect, test } from 'vitest';
import { bringKey } from '../../../src/config/bring/bringKey.ts';
import { isPlaceholder } from '../../../src/config/bring/placeholder.ts';
import { recogniseKey } from '../../../src/config/bring/recogniseKey.ts';
import { bringLog, options } from './bringLog.ts';

const hex = '0123456789abcdef'.repeat(2);
const letters = 'aB3dE6gH9jK2'.repeat(4);

describe('a pasted key', () => {
  test.each([
    [`sk-or-v1-${hex}${hex}`, 'openrouter'],
    [`sk-ant-api03-${letters}`, 'anthropic'],
    [`AIza${letters.slice(0, 35)}`, 'google'],
    [`gsk_${letters}`, 'groq'],
    [`xai-${letters}`, 'xai'],
    [`pk-${letters}`, 'portkey'],
    [`tgp_v1_${letters}`, 'together'],
    [`sk-proj-${letters}`, 'openai'],
    [`csk-${letters}`, 'cerebras'],
    [`${hex}.${letters.slice(0, 16)}`, 'zhipu'],
    [`  gsk_${letters}\n`, 'groq'],
  ])('%s tells its vendor: %s', (key, vendor) => {
    expect(recogniseKey(key)).toEqual({ vendors: [vendor] });
  });

  test.each([
    [`sk-${hex}`, ['deepseek', 'qwen']],
    [`sk-${letters}`, ['moonshot', 'openai', 'haotokai']],
    [letters.slice(0, 32), ['mistral', 'azure']],
    ['something-else', []],
  ])('%s may be of several, or of nobody known: %j', (key, vendors) => {
    expect(recogniseKey(key)).toEqual({ vendors });
  });

  test.each([
    ['', 'Nothing was pasted.'],
    ['two words', 'A key has no spaces'],
    ['sk–with-a-dash', 'A key has no spaces'],
    [`sk-ant-admin01-${letters}`, 'This is an admin key'],
    [`sk-admin-${letters}`, 'This is an admin key'],
    [`sk-ant-oat01-${letters}`, 'This is a sign-in of Claude'],
    [`pk-lf-${letters}`, 'This is a key of Langfuse'],
    [`sk_live_${letters}`, 'This is a key of Stripe'],
    [`ghp_${letters}`, 'This is a token of GitHub'],
    ['AKIAABCDEFGHIJKLMNOP', 'This is a key of AWS'],
    [`eyJ${letters}.eyJ${letters}.x`, 'This is a token that expires'],
  ])('%s is refused with a reason: %s', (key, reason) => {
    const kind = recogniseKey(key);
    expect('refused' in kind ? kind.refused : kind).toContain(reason);
  });

  test('sets up its vendor, at an address of its own where it has one', () => {
    expect(bringLog(bringKey(' k1 ', 'groq', options()))).toEqual([
      'provider groq',
      'key k1 of groq at https://api.groq.com from pasted',
    ]);
    expect(bringLog(bringKey('k1', 'azure', options(), 'https://acme.openai.azure.com'))).toEqual([
      'provider azure {"baseUrl":"https://acme.openai.azure.com"}',
      'key k1 of azure at https://acme.openai.azure.com from pasted',
      'changed switchyard.providers.azure (mapping of 0)',
    ]);
    expect(() => bringKey('k1', 'azure', options())).toThrow('no address is given');
    expect(() => bringKey('k1', 'azure', options(), 'nowhere at all')).toThrow('it is no address');
  });
});

test.each([
  'none',
  'EMPTY',
  'sk-1234',
  '<YOUR_KEY>',
  'your-api-key',
  'YOUR_OPENAI_API_KEY',
  'xxx',
  '***',
  'fake-key',
  '{KEY}',
  'lm-studio',
])('%s is a word, not a key', (word) => expect(isPlaceholder(word)).toBe(true));

test.each(['k1', `sk-${hex}`, `sk-ant-api03-${letters}`, letters, 'mykey12345', 'nonesuch-1'])(
  '%s may be a key',
  (key) => expect(isPlaceholder(key)).toBe(false),
);
