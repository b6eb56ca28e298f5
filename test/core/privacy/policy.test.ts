import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesGlob } from '../../../src/core/privacy/glob.ts';
import { LEVELS } from '../../../src/core/privacy/level.ts';
import { privacyRefusal } from '../../../src/core/privacy/mayReceive.ts';
import { pathLevel } from '../../../src/core/privacy/pathLevel.ts';
import { pathsOf } from '../../../src/core/privacy/pathsOf.ts';
import { PRESETS } from '../../../src/providers/presets.ts';
import { processorMs } from '../../fakes/processorMs.ts';
import { testSetup } from '../../fakes/testSetup.ts';

describe('a pattern', () => {
  test.each([
    ['**/secrets/**', 'a/secrets/b/c.txt', true],
    ['**/secrets/**', 'secrets/x', true],
    ['**/secrets/**', 'src/secrets.ts', false],
    ['*.pem', 'deep/down/server.PEM', true],
    ['*.pem', 'server.pem.txt', false],
    ['.env*', 'app/.env.local', true],
    ['src/*.ts', 'src/a.ts', true],
    ['src/*.ts', 'src/b/a.ts', false],
    ['src/**', 'src/b/a.ts', true],
    ['**/*.{key,p12}', 'x/y.p12', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['legal\\x', 'legal', false],
    ['legal/**/final-*.docx', 'legal\\2026\\final-b.docx', true],
    ['', 'a', false],
  ])('%s of %s: %s', (pattern, path, fits) => expect(matchesGlob(path, pattern)).toBe(fits));

  test('takes no time, whatever it is', () => {
    const matchAll = () => {
      expect(matchesGlob(`${'a'.repeat(5000)}b`, `${'*a'.repeat(150)}c`)).toBe(false);
      expect(matchesGlob(`${'a/'.repeat(390)}b`, `${'**/a/'.repeat(70)}c`)).toBe(false);
      expect(matchesGlob('x', '{a,b}'.repeat(70))).toBe(false);
    };
    expect(processorMs(matchAll)).toBeLessThan(300);
  });
});

test('the level of a file is that of its pattern, the built-in list may have exceptions, and code is no secret', () => {
  const globs = { public: ['*.key'], internal: ['src/**'], confidential: ['src/legal/**'] };
  expect(pathLevel('src/legal/a.md', { globs })).toBe('confidential');
  expect(pathLevel('src/a.ts', { globs })).toBe('internal');
  expect(pathLevel('slides.key', { globs })).toBeUndefined();
  expect(pathLevel('.env', { globs })).toBe('confidential');
  expect(pathLevel('lib/passwordField.tsx', { globs })).toBeUndefined();
  expect(pathLevel('lib/passwords.txt', { globs })).toBe('confidential');
});

test('the files of a context are those attached, selected in, and changed', () => {
  const context = {
    files: [{ path: 'a.ts', text: '' }],
    selectionPath: 'b.ts:3-9',
    selections: [{ text: '', path: 'c.ts:1' }, { text: '' }],
    notes: [{ title: 'Changes', text: '', paths: ['.env', 'a.ts'] }],
  };
  expect(pathsOf(context)).toEqual(['a.ts', 'b.ts', 'c.ts', '.env']);
});

describe('who may get what', () => {
  const setup = (privacy: Record<string, unknown> = {}, providers: Record<string, unknown> = {}) =>
    testSetup(
      { privacy, providers: { openai: {}, google: {}, deepseek: {}, ollama: {}, own: OWN, ...providers } },
      { presets: PRESETS },
    );
  const OWN = { api: 'openai-chat', baseUrl: 'https://llm.firma.de/v1' };
  const refusals = (
    { privacy, providers }: ReturnType<typeof setup>,
    level: (typeof LEVELS)[number] = 'confidential',
  ) => Object.fromEntries([...providers.values()].map((one) => [one.id, privacyRefusal(one, level, privacy)]));
  const unknown = 'it is not known whether it learns from what it gets; the question is confidential';

  test('by default confidential questions go to who is known not to learn from them', () => {
    expect(refusals(setup())).toMatchObject({
      litellm: unknown,
      openai: undefined,
      google: unknown,
      deepseek: unknown,
      ollama: undefined,
      own: unknown,
    });
    expect(refusals(setup(), 'internal')).toMatchObject({
      openai: undefined,
      google: undefined,
      deepseek: undefined,
      ollama: undefined,
      own: undefined,
    });
  });

  test('a vendor keeps its policy at its own address only, and the user knows better', () => {
    const elsewhere = {
      mistral: { baseUrl: 'http://127.0.0.1:9000/v1' },
      openai: { baseUrl: 'https://proxy.firma.de/v1' },
      google: { dataPolicy: { trainsOnData: false } },
    };
    expect(refusals(setup({}, elsewhere))).toMatchObject({ openai: unknown, google: undefined, mistral: unknown });
  });

  test('a gateway on this machine of which the user says where it leads is not this machine', () => {
    const ollama = { dataPolicy: { trainsOnData: false, retentionDays: 3, region: 'EU' } };
    const rules = { levels: { confidential: { localOnly: true } } };
    expect(refusals(setup(rules)).ollama).toBeUndefined();
    expect(refusals(setup(rules, { ollama })).ollama).toBe('is not on this machine; the question is confidential');
  });

  test('regions and days count only where they are known', () => {
    const own = { ...OWN, dataPolicy: { region: 'eu', retentionDays: 3 } };
    const rules = { levels: { confidential: { regions: ['EU'], maxRetentionDays: 3 } } };
    expect(refusals(setup(rules, { own }))).toMatchObject({
      own: undefined,
      ollama: undefined,
      openai: 'keeps what it gets for 30 days, 3 are allowed; the question is confidential',
      deepseek: 'it is not known how long it keeps what it gets; the question is confidential',
    });
  });

  test('a higher level never goes where a lower one may not', () => {
    const rule = fc.record(
      {
        trainsOnData: fc.constant(false),
        maxRetentionDays: fc.constantFrom(0, 7, 30),
        localOnly: fc.boolean(),
        providers: fc.subarray(['openai', 'ollama']),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.record({ public: rule, internal: rule, confidential: rule }, { requiredKeys: [] }), (levels) => {
        const made = setup({ levels });
        const [low, middle, high] = LEVELS.map((level) => refusals(made, level));
        for (const id of made.providers.keys()) {
          if (low?.[id] !== undefined) expect(middle?.[id]).toBeDefined();
          if (middle?.[id] !== undefined) expect(high?.[id]).toBeDefined();
        }
      }),
      { numRuns: 100 },
    );
  });
});
