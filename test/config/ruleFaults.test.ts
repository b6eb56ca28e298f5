import { describe, expect, test } from 'vitest';
import { buildSetup } from '../../src/config/buildSetup.ts';
import { parseSettings } from '../../src/config/parseSettings.ts';
import { routingFaults } from '../../src/config/routingFaults.ts';
import { EMPTY_CATALOG } from '../../src/core/models/catalog.ts';

const HTTPS = { api: 'openai-chat', baseUrl: 'https://example.test/v1' };
const LOCAL = { api: 'openai-chat', baseUrl: 'http://127.0.0.1:5000/v1', auth: 'none' };
const KNOWN = { contextWindow: 1000 };

/** `severity path: message` of every fault of routes and rules. */
function faults(settings: Record<string, unknown>, listed?: readonly string[], languages?: readonly string[]) {
  const parsed = parseSettings({
    providers: { a: HTTPS, b: HTTPS, here: LOCAL },
    models: { 'a/m': KNOWN, 'b/m': KNOWN },
    ...settings,
  });
  const { setup } = buildSetup(parsed.settings, { presets: [], catalog: EMPTY_CATALOG, hasKey: (id) => id !== 'b' });
  const found = routingFaults({
    setup,
    listed: () => listed && new Set(listed),
    ...(languages === undefined ? {} : { languageIds: new Set(languages) }),
  });
  for (const { detail } of found) expect(detail).toMatch(/\.$/);
  return found.map(({ severity, path, message }) => `${severity} ${path?.join('.')}: ${message}`);
}
const rules = (...list: Record<string, unknown>[]) => ({
  rules: list.map(({ use, ...when }) => ({ when, use: use ?? ['a/m'] })),
});

test('nothing is wrong with rules that differ', () => {
  expect(
    faults(
      rules(
        { task: 'code', branch: 'main' },
        { task: 'code', minInputTokens: 100, maxInputTokens: 100 },
        { task: 'code' },
        { fromTime: '22:00', toTime: '06:00' },
        { files: ['src\\a', 'src/**'] },
        {},
      ),
    ),
  ).toEqual([]);
});

test.each<[Record<string, unknown>, string]>([
  [{ minInputTokens: 9, maxInputTokens: 8 }, 'when.minInputTokens'],
  [{ minConfidence: 0.9, maxConfidence: 0.8 }, 'when.minConfidence'],
  [{ minTurn: 3, maxTurn: 2 }, 'when.minTurn'],
  [{ fromTime: '09:00', toTime: '09:00' }, 'when.toTime'],
  [{ files: './src/*.ts' }, 'when.files'],
  [{ files: ['..\\x', 'a/../b'] }, 'when.files'],
  [{ branch: 'my branch' }, 'when.branch'],
  [{ branch: ['a..b', 'x~1'] }, 'when.branch'],
])('%j never matches, which is said at %s', (when, at) => {
  expect(faults(rules(when, {}))).toEqual([`warning rules.0.${at}: Rule 1 can never match`]);
});

describe('a rule of which an earlier one leaves nothing', () => {
  test.each<[Record<string, unknown>, Record<string, unknown>]>([
    [{}, { task: 'code' }],
    [{ task: ['code', 'fix'] }, { task: 'fix', branch: 'main' }],
    [{ minInputTokens: 100 }, { minInputTokens: 200, maxInputTokens: 300 }],
    [{ minTurn: 1 }, { difficulty: 'simple' }],
    [{ branch: 'release/*' }, { branch: ['release/1', 'release/2*'] }],
    [{ files: '**' }, { files: '*.sql' }],
    [
      { fromTime: '20:00', toTime: '08:00' },
      { fromTime: '23:00', toTime: '01:00' },
    ],
  ])('%j leaves nothing of %j', (first, second) => {
    expect(faults(rules(first, second))).toEqual(['warning rules.1.when: Rule 2 can never match']);
    expect(faults(rules(second, first))).toEqual([]);
  });

  test('says the same, or contradicts it', () => {
    const same = { task: 'fix', language: ['de', 'en'] };
    const turned = { task: ['fix'], language: ['en', 'de'] };
    expect(faults(rules(same, turned))).toEqual(['warning rules.1.when: Rule 2 says the same as rule 1']);
    expect(faults(rules(same, { ...turned, use: ['here/x'] }))).toEqual([
      'warning rules.1.when: Rule 2 contradicts rule 1',
    ]);
  });
});

test('what is used and avoided contradicts itself, at what is avoided', () => {
  const rule = { when: {}, use: ['a/m'], avoid: ['b/*', 'a/*', 'gone/x'] };
  expect(faults({ rules: [rule] })).toEqual([
    'error rules.0.avoid.1: Rule 1 contradicts itself',
    'info rules.0.avoid.2: Rule 1 avoids nothing by gone/x',
  ]);
});

test('models that cannot be asked are named where they stand, in routes and rules, past entries that are ignored', () => {
  const settings = {
    routes: { code: ['a/m', 'gone/x'], fix: { models: ['b/m'] } },
    rules: [7, { when: {}, use: ['a/typo', 'here/any'] }],
  };
  expect(faults(settings)).toEqual([
    'error routes.code.models.1: gone/x cannot be asked',
    'warning routes.fix.models.0: b/m cannot be asked',
    'info rules.1.use.0: a/typo may not exist',
  ]);
  expect(faults({ rules: settings.rules }, ['m', 'any'])).toEqual(['warning rules.1.use.0: a/typo may not exist']);
});

test('prompts and languages that nobody knows are named', () => {
  const prompts = [{ name: 'mine', append: 'x' }];
  const list = [
    { when: { languageId: 'pyhton' }, prompt: 'mine' },
    { when: { languageId: 'go' }, prompt: 'poetic' },
    { when: {}, prompt: 'concise' },
  ];
  expect(faults({ prompts, rules: list }, undefined, ['python', 'go'])).toEqual([
    'warning rules.0.when.languageId: Rule 1 names a language that this editor does not know: pyhton',
    'warning rules.1.prompt: Rule 2 names an unknown prompt: poetic',
  ]);
});
