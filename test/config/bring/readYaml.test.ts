import { describe, expect, test } from 'vitest';
import { BringError } from '../../../src/config/bring/bringError.ts';
import { bringFile } from '../../../src/config/bring/bringFile.ts';
import { readYaml } from '../../../src/config/bring/readYaml.ts';
import { options } from './bringLog.ts';

const lines = (...text: string[]) => text.join('\n');
const faultOf = (text: string) => {
  try {
    bringFile(text, options());
  } catch (error) {
    if (error instanceof BringError) return error.message;
    throw error;
  }
  return 'no fault';
};

describe('a file that is none', () => {
  test.each([
    ['', 'the file is empty'],
    [' \n\t\n', 'the file is empty'],
    ['# only a comment', 'it is no configuration of LiteLLM ("model_list") or Continue ("models")'],
    ['just words', 'it is no configuration of LiteLLM ("model_list") or Continue ("models")'],
    ['- a\n- b', 'it is no configuration of LiteLLM ("model_list") or Continue ("models")'],
    ['{"a": 1}', 'it is no configuration of LiteLLM ("model_list") or Continue ("models")'],
    ['router_settings: {}', '"model_list" is missing or empty: there is nothing to bring'],
    ['model_list: none', '"model_list" is missing or empty: there is nothing to bring'],
    ['models: []', '"models" is missing or empty: there is nothing to bring'],
    ['a: 1\nb: [1, 2', 'line 2 is not YAML'],
    ['a: "open', 'line 1 is not YAML'],
    ['a:\n  - b\n c: 1', 'line 3 is not YAML'],
    ['a:\n\tb: 1', 'line 2 is indented with a tab; YAML wants spaces'],
    ['{\n  "models": [,]\n}', 'line 2 is not JSON'],
    ['a: 1\n---\nb: 2', 'the file holds several documents, it must be one'],
    ['model_list: []\nmodel_list: []', 'line 2 repeats a key of the same mapping'],
    ['a: *b', 'an alias (*name) refers to no anchor (&name) before it'],
    ['? [a, b]\n: c', 'a list or mapping stands where a key should be'],
  ])('is answered in a sentence: %j', (text, sentence) => {
    expect(faultOf(text)).toBe(sentence);
  });

  test('never has its text in the sentence, which may be a key', () => {
    for (const text of ['api_key: "open-secret', 'api_key: @open-secret', 'a: *open-secret', '{"k": open-secret}']) {
      expect(faultOf(text)).toMatch(/line 1|alias/);
      expect(faultOf(text)).not.toContain('open-secret');
    }
  });
});

describe('a file made to exhaust its reader', () => {
  const bomb = ['a: &a [x, x]'];
  for (const [name, before] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf'].map((pair) => [...pair])) {
    bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`);
  }
  test.each([
    ['lists in lists', '['.repeat(100_000), 'the file is nested too deeply'],
    ['mappings in mappings', '{"a":'.repeat(50_000), /nested too deeply|not JSON/],
    ['flow mappings', `a: ${'{b: '.repeat(50_000)}`, 'the file is nested too deeply'],
    ['keys in keys', '? '.repeat(50_000), 'a list or mapping stands where a key should be'],
    ['mappings as keys', `a: ${'{'.repeat(50_000)}`, 'a list or mapping stands where a key should be'],
    ['dashes', '- '.repeat(100_000), 'the file is nested too deeply'],
    ['aliases of aliases', bomb.join('\n'), 'its aliases multiply beyond measure'],
    ['an alias of itself', 'models: &a\n  - *a', 'no fault'],
    ['twenty thousand keys', Array.from({ length: 20_000 }, (_, i) => `key${i}: 1`).join('\n'), /^it is no config/],
    ['a long text', `a: ${'x'.repeat(600_000)}`, 'the file is too large to be a configuration'],
    ['blank lines', '\n'.repeat(400_000), 'the file is empty'],
  ])('fails soon: %s', (_, text, sentence) => {
    const start = performance.now();
    if (typeof sentence === 'string') expect(faultOf(text)).toBe(sentence);
    else expect(faultOf(text)).toMatch(sentence);
    // A second on this machine; the parser alone takes minutes for some of these.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('what is read', () => {
  test('are merge keys, with or without the version they came with', () => {
    const text = lines('base: &base {a: 1, b: 2}', 'one:', '  <<: *base', '  b: 3');
    expect(readYaml(text)).toEqual({ base: { a: 1, b: 2 }, one: { a: 1, b: 3 } });
    expect(readYaml(`%YAML 1.1\n---\n${text}`)).toEqual({ base: { a: 1, b: 2 }, one: { a: 1, b: 3 } });
  });

  test('is an anchor that two hundred models share', () => {
    const text = lines('key: &key one', ...Array.from({ length: 200 }, (_, i) => `k${i}: *key`));
    expect(Object.keys(readYaml(text) as object)).toHaveLength(201);
  });

  test('is JSON with comments, a byte order mark and a last comma', () => {
    expect(readYaml('\uFEFF// mine\n{ "models": [1, /* two */ 2,], }')).toEqual({ models: [1, 2] });
  });

  test('is a key that names a prototype', () => {
    expect(Object.keys(readYaml('__proto__: {a: 1}\nconstructor: 2') as object)).toEqual(['__proto__', 'constructor']);
  });
});
