import { describe, expect, test } from 'vitest';
import { buildSetup } from '../../src/config/buildSetup.ts';
import { narrowerName, parseSettings } from '../../src/config/parseSettings.ts';
import { ROUTE_NAMES, SETTINGS } from '../../src/config/settingsSchema.ts';
import { EMPTY_CATALOG } from '../../src/core/models/catalog.ts';
import { DEFAULT_PRIVACY } from '../../src/core/privacy/privacyRules.ts';

/** The problems of settings, one line each. */
function problemsOf(settings: Record<string, unknown>): string[] {
  return parseSettings(settings).problems.map(({ key, message }) => `${key}: ${message}`);
}

const HTTPS = { api: 'openai-chat', baseUrl: 'https://x.test/v1' };
const TASKS = ROUTE_NAMES.join(', ');

describe('a bad value', () => {
  test.each<[Record<string, unknown>, string]>([
    [{ providers: 7 }, 'providers: must be an object'],
    [{ providers: [HTTPS] }, 'providers: must be an object'],
    [{ providers: { p: 7 } }, 'providers.p: must be an object'],
    [{ providers: { 'a/b': HTTPS } }, 'providers.a/b: a provider id is letters, digits, ".", "_" and "-"'],
    [{ providers: { '': HTTPS } }, 'providers.: a provider id is letters, digits, ".", "_" and "-"'],
    [
      { providers: JSON.parse('{"__proto__": {}}') },
      'providers.__proto__: a provider id is letters, digits, ".", "_" and "-"',
    ],
    [
      { providers: { p: { api: 'nope' } } },
      'providers.p.api: must be one of openai-chat, anthropic-messages, gemini, openai-responses, vscode-lm',
    ],
    [{ providers: { p: { baseUrl: 'x.test' } } }, 'providers.p.baseUrl: Invalid URL'],
    [{ providers: { p: { baseUrl: 'file:///etc/passwd' } } }, 'providers.p.baseUrl: Invalid URL'],
    [
      { providers: { p: { baseUrl: 'https://me:pw@x.test/v1' } } },
      'providers.p.baseUrl: must hold no user name, query or fragment',
    ],
    [
      { providers: { p: { baseUrl: 'https://x.test/v1?a=b' } } },
      'providers.p.baseUrl: must hold no user name, query or fragment',
    ],
    [{ providers: { p: { auth: 'maybe' } } }, 'providers.p.auth: must be one of key, token, none'],
    [{ providers: { p: { headers: { 'x-n': 1 } } } }, 'providers.p.headers.x-n: must be text'],
    [{ providers: { p: { timeouts: { firstTokenMs: 0 } } } }, 'providers.p.timeouts.firstTokenMs: must be 1 or more'],
    [{ providers: { p: { timeouts: { idleMs: 1.5 } } } }, 'providers.p.timeouts.idleMs: must be a whole number'],
    [{ providers: { p: { timeouts: { soon: 1 } } } }, 'providers.p.timeouts: unknown: soon'],
    [{ providers: { p: { apiKey: 'sk' } } }, 'providers.p: unknown: apiKey'],
    [{ models: 'a/m' }, 'models: must be an object'],
    [{ models: { 'a/m': { price: { input: 1 } } } }, 'models.a/m.price.output: is missing'],
    [{ models: { 'a/m': { price: { input: -1, output: 1 } } } }, 'models.a/m.price.input: must be 0 or more'],
    [{ models: { 'a/m': { tier: 'gold' } } }, 'models.a/m.tier: must be one of budget, standard, premium'],
    [{ models: { 'a/m': { contextWindow: 0 } } }, 'models.a/m.contextWindow: must be 1 or more'],
    [
      { models: { 'a/m': { capabilities: ['fly'] } } },
      'models.a/m.capabilities.0: must be one of tools, json, vision, reasoning, prefill, cache',
    ],
    [{ objective: 'fast' }, 'objective: must be one of cheapest, balanced, fastest, best'],
    [{ objective: null }, 'objective: must be one of cheapest, balanced, fastest, best'],
    [{ routes: ['a/m'] }, 'routes: must be an object'],
    [{ routes: { codes: ['a/m'] } }, `routes.codes: unknown; use one of ${TASKS}`],
    [{ routes: { code: 'a/m' } }, 'routes.code: must be a list'],
    [{ routes: { code: [] } }, 'routes.code: must not be empty'],
    [{ routes: { code: ['a/m', 'gpt'] } }, 'routes.code.1: must be PROVIDER/MODEL'],
    [{ routes: { code: { models: ['gpt'] } } }, 'routes.code.models.0: must be PROVIDER/MODEL'],
    [{ routes: { code: { models: ['a/m'], temperature: 9 } } }, 'routes.code.temperature: must be 2 or less'],
    [{ rules: {} }, 'rules: must be a list'],
    [{ rules: [{ when: {}, use: ['a/m'] }, 7] }, 'rules.1: must be an object'],
    [{ rules: [{ use: ['a/m'] }] }, 'rules.0.when: is missing'],
    [{ rules: [{ when: { minInputTokens: -1 }, use: ['a/m'] }] }, 'rules.0.when.minInputTokens: must be 0 or more'],
    [{ rules: [{ when: {} }] }, 'rules.0: must say what follows: use, avoid, temperature, …'],
    [{ rules: [{ when: { fromTime: '24:00' }, use: ['a/m'] }] }, 'rules.0.when.fromTime: must be a time such as 22:30'],
    [
      { rules: [{ when: { language: 'German' }, use: ['a/m'] }] },
      'rules.0.when.language: must be a code such as en or de',
    ],
    [
      { rules: [{ when: { task: ['code', 'cook'] }, use: ['a/m'] }] },
      `rules.0.when.task: 1 must be one of ${ROUTE_NAMES.slice(0, -1).join(', ')}`,
    ],
    [{ prompts: {} }, 'prompts: must be a list'],
    [{ prompts: [{ task: 'code' }] }, 'prompts.0: must have "text" or "append"'],
    [{ prompts: [{ text: 'x', models: 'a b' }] }, 'prompts.0.models: must be a model, in which * stands for anything'],
    [{ resilience: [] }, 'resilience: must be an object'],
    [{ resilience: { cooldownMs: -1 } }, 'resilience.cooldownMs: must be 0 or more'],
    [{ resilience: { retries: 3 } }, 'resilience: unknown: retries'],
    [{ exploration: true }, 'exploration: must be an object'],
    [{ exploration: { share: 5 } }, 'exploration.share: must be 0.5 or less'],
    [{ recognition: 'cheapest' }, 'recognition: must be an object'],
    [{ recognition: { model: 'small' } }, 'recognition.model: must be PROVIDER/MODEL'],
    [{ recognition: { below: 50 } }, 'recognition.below: must be 1 or less'],
  ])('%j is named with its place and its reason', (settings, expected) => {
    expect(problemsOf(settings)).toEqual([`switchyard.${expected}`]);
  });

  test('in a model id is named', () => {
    const { settings } = parseSettings({ models: { gpt: {}, '/m': {}, 'a/': {}, 'a/m': {} } });
    const { setup, problems } = buildSetup(settings, { presets: [], catalog: EMPTY_CATALOG, hasKey: () => false });
    expect(problems).toEqual(
      ['gpt', '/m', 'a/'].map((id) => ({ key: `switchyard.models.${id}`, message: 'must be PROVIDER/MODEL' })),
    );
    expect([...setup.models.keys()]).toEqual(['a/m']);
  });

  test('takes nothing of its neighbours with it', () => {
    const { settings, problems } = parseSettings({
      providers: { good: HTTPS, bad: { api: 'nope' } },
      models: { 'good/m': { tier: 'budget' }, 'bad/m': { tier: 7 } },
      objective: 'soon',
      routes: { code: ['good/m'], fix: 'bad', default: { models: ['good/m'], temperature: 0.5 } },
      rules: [{ when: 7 }, { when: { task: 'code' }, use: ['good/m'] }],
      prompts: [{ text: '' }, { append: 'Say please.' }],
      resilience: { cooldownMs: 'long' },
    });
    expect(problems.map(({ key }) => key)).toEqual([
      'switchyard.providers.bad.api',
      'switchyard.models.bad/m.tier',
      'switchyard.objective',
      'switchyard.routes.fix',
      'switchyard.rules.0.when',
      'switchyard.prompts.0.text',
      'switchyard.resilience.cooldownMs',
    ]);
    expect(settings).toEqual({
      providers: { good: HTTPS },
      refusedProviders: ['bad'],
      models: { 'good/m': { tier: 'budget' } },
      objective: 'balanced',
      routes: { code: ['good/m'], default: { models: ['good/m'], temperature: 0.5 } },
      rules: [{ number: 2, when: { task: 'code' }, use: ['good/m'] }],
      prompts: [{ number: 2, append: 'Say please.' }],
      resilience: {
        retryAfterUpToMs: 0,
        retryServerErrorOnce: false,
        cooldownMs: 15_000,
        contentFilterToNext: false,
        midStream: 'restart',
        hedge: 'off',
      },
      guard: undefined,
      privacy: DEFAULT_PRIVACY,
      cache: { use: 'lastResort', maxAgeHours: 168, maxMegabytes: 20 },
      budget: {},
      titles: 'firstLine',
      recognition: { model: null, below: 0.5 },
      exploration: { share: 0, maxUsdPerDay: 0.1 },
      cascade: { checks: ['refusal', 'form', 'editor'], agree: 2, opinions: 3, ceilingUsd: 0.25 },
      experiments: {},
      audit: { days: 90, texts: false },
    });
  });
});

describe('a guard that is mistyped', () => {
  const guardOf = (guard: unknown) => parseSettings({ guard }).settings.guard;
  const strictest = { check: ['input', 'output'], onUnsafe: 'block', windowCharacters: 600, ifUnavailable: 'block' };

  test('stays in force with its good fields, and its bad ones at their strictest', () => {
    const model = 'groq/llama-guard';
    expect(guardOf({ model, windowChars: 300 })).toEqual({ ...strictest, model });
    expect(problemsOf({ guard: { model, windowChars: 300 } })).toEqual(['switchyard.guard: unknown: windowChars']);
    expect(guardOf({ model, onUnsafe: 'wran', check: ['output'] })).toEqual({ ...strictest, model, check: ['output'] });
    expect(guardOf({ model, check: ['outptu'], ifUnavailable: 'no', windowCharacters: 200 })).toEqual({
      ...strictest,
      model,
      windowCharacters: 200,
    });
  });

  test.each([
    [{}],
    ['groq/llama-guard'],
    [{ model: 'llama-guard', onUnsafe: 'warn', ifUnavailable: 'allow' }],
    [false],
  ])('without a model that can be asked it is one that never can: %j', (guard) => {
    const fault = expect.stringContaining('its setting cannot be used: switchyard.guard');
    expect(guardOf(guard)).toEqual({ ...strictest, model: 'switchyard.guard', fault });
    expect(problemsOf({ guard })).not.toEqual([]);
    const { settings } = parseSettings({ guard });
    const sources = { presets: [], catalog: EMPTY_CATALOG, hasKey: () => true };
    expect(buildSetup(settings, sources)).toMatchObject({ problems: [], setup: { guard: { fault } } });
  });

  test('is none where none is set', () => {
    expect([guardOf(undefined), guardOf(null)]).toEqual([undefined, undefined]);
  });
});

test('no settings at all are complete settings', () => {
  expect(parseSettings({})).toEqual({
    problems: [],
    settings: {
      providers: {},
      refusedProviders: [],
      models: {},
      objective: 'balanced',
      routes: {},
      rules: [],
      prompts: [],
      resilience: {
        retryAfterUpToMs: 0,
        retryServerErrorOnce: false,
        cooldownMs: 15_000,
        contentFilterToNext: false,
        midStream: 'restart',
        hedge: 'off',
      },
      guard: undefined,
      privacy: DEFAULT_PRIVACY,
      cache: { use: 'lastResort', maxAgeHours: 168, maxMegabytes: 20 },
      budget: {},
      titles: 'firstLine',
      recognition: { model: null, below: 0.5 },
      exploration: { share: 0, maxUsdPerDay: 0.1 },
      cascade: { checks: ['refusal', 'form', 'editor'], agree: 2, opinions: 3, ceilingUsd: 0.25 },
      experiments: {},
      audit: { days: 90, texts: false },
    },
  });
});

test('the settings of the public interface have no problem but what comes later', () => {
  const problems = problemsOf({
    providers: {
      deepseek: { api: 'openai-chat', baseUrl: 'https://api.deepseek.com/v1' },
      ollama: { api: 'openai-chat', baseUrl: 'http://127.0.0.1:11434/v1', auth: 'none' },
    },
    models: {
      'deepseek/deepseek-chat': {
        price: { input: 0.27, cachedInput: 0.07, output: 1.1 },
        contextWindow: 131_072,
        maxOutputTokens: 8192,
        capabilities: ['tools', 'json'],
        tier: 'budget',
      },
    },
    objective: 'balanced',
    routes: {
      code: ['deepseek/deepseek-chat', 'anthropic/claude-sonnet-4-5'],
      explain: { models: ['openrouter/a/b'], temperature: 0.3, maxOutputTokens: 2000, strategy: 'single' },
    },
    rules: [{ when: { minInputTokens: 50_000 }, use: ['google/gemini-2.5-pro'] }],
    resilience: {
      retryAfterUpToMs: 0,
      retryServerErrorOnce: false,
      cooldownMs: 15_000,
      contentFilterToNext: false,
      midStream: 'restart',
      hedge: 'off',
    },
    guard: undefined,
    cache: { use: 'lastResort', maxAgeHours: 168, maxMegabytes: 20 },
    titles: 'firstLine',
    experiments: { cheaper: { tasks: 'code', arms: [{ model: 'a/x' }, { models: ['b/y', 'a/x'], weight: 2 }] } },
    cascade: { checks: ['refusal', 'judge'], judge: 'openrouter/a/b', agree: 3, opinions: 4, ceilingUsd: 0.1 },
    audit: { days: 90, texts: false },
  });
  expect(problems).toEqual([]);
});

test('every setting has its parser', () => {
  expect(Object.keys(parseSettings({}).settings)).toEqual(expect.arrayContaining(Object.keys(SETTINGS)));
});

test('A workspace can have less kept of answers, and never more', () => {
  const cacheOf = (own: unknown, ...narrower: unknown[]) =>
    parseSettings({ cache: own, [narrowerName('cache')]: narrower }).settings.cache;
  expect(cacheOf({ use: 'never' }, { use: 'always', maxAgeHours: 8760 }).use).toBe('never');
  expect(cacheOf({ use: 'always', maxMegabytes: 5 }, { maxAgeHours: 1 })).toEqual({
    use: 'always',
    maxAgeHours: 1,
    maxMegabytes: 5,
  });
  expect(cacheOf(undefined, { use: 'never' }).use).toBe('never');
  expect(cacheOf({ use: 'always' }, 'nonsense', 3).use).toBe('always');
});
