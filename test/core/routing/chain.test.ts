import { describe, expect, test } from 'vitest';
import type { ChatRequest } from '../../../src/core/chat/chatRequest.ts';
import { type ErrorKind, SwitchyardError } from '../../../src/core/chat/errors.ts';
import type { Classification } from '../../../src/core/classify/classification.ts';
import { Limiter } from '../../../src/core/limits/limiter.ts';
import type { Preset } from '../../../src/core/models/preset.ts';
import { ShortMemory } from '../../../src/core/ports/modelMemory.ts';
import { CircuitBreaker } from '../../../src/core/resilience/breaker.ts';
import { decide } from '../../../src/core/routing/decide.ts';
import { Habits } from '../../../src/core/routing/habits.ts';
import { PRESETS } from '../../../src/providers/presets.ts';
import { MemoryLimits } from '../../../src/storage/limits/memoryLimits.ts';
import { FakeClock } from '../../fakes/fakeClock.ts';
import { aRequest } from '../../fakes/scenario.ts';
import { testSetup } from '../../fakes/testSetup.ts';

const preset = (id: string, models: Preset['models'], fastest?: string): Preset => ({
  id,
  name: id.toUpperCase(),
  api: 'openai-chat',
  baseUrl: `https://${id}.test/v1`,
  auth: 'key',
  models,
  ...(fastest === undefined ? {} : { fastest }),
});
const A = preset('a', { budget: 'small', standard: 'middle', premium: 'large' });
const B = preset('b', { budget: 'small', standard: 'middle', premium: 'large' });
const price = (input: number) => ({ price: { input, output: input * 4 } });

const SIMPLE = { prompt: 'hi' };
const MODERATE = { prompt: 'Implement an LRU cache in TypeScript' };
const COMPLEX = { prompt: 'Design the architecture of a distributed rate limiter, step by step' };

/** What those are, whatever a classifier makes of them. */
const RECOGNISED: Readonly<Record<string, Classification>> = {
  [SIMPLE.prompt]: recognised({ task: 'chat', difficulty: 'simple', complexity: 0.1 }),
  [MODERATE.prompt]: recognised({ task: 'code', difficulty: 'moderate', complexity: 0.5 }),
  [COMPLEX.prompt]: recognised({ task: 'reason', difficulty: 'complex', complexity: 0.9 }),
};

function recognised(what: Pick<Classification, 'task' | 'difficulty' | 'complexity'>): Classification {
  return { ...what, language: 'en', confidence: 0.9, reasons: [] };
}

interface Case {
  readonly presets?: readonly Preset[];
  readonly settings?: Record<string, unknown>;
  readonly keys?: readonly string[];
  readonly breaker?: CircuitBreaker;
}

/** Who would be asked, in order, and who would not. */
function decisionOf(request: Partial<ChatRequest>, { presets = [A, B], settings = {}, keys, breaker }: Case = {}) {
  const setup = testSetup(settings, { presets, ...(keys === undefined ? {} : { keys }) });
  const clock = new FakeClock();
  const tools = {
    clock,
    breaker: breaker ?? new CircuitBreaker(clock),
    limiter: new Limiter(new MemoryLimits(), clock),
    memory: new ShortMemory(),
    habits: new Habits(),
  };
  const classification = RECOGNISED[request.prompt ?? ''];
  if (classification === undefined) throw new Error(`not one of the three: ${request.prompt}`);
  return decide(aRequest(request), classification, setup, tools).event;
}
/** A call of this model that failed. */
function fail(breaker: CircuitBreaker, model: string, kind: ErrorKind): void {
  const permit = breaker.begin(model, model.slice(0, model.indexOf('/')), 'r');
  permit.failed(new SwitchyardError(kind, 'x'), 15_000);
  permit.end();
}
const order = (request: Partial<ChatRequest>, options: Case = {}) =>
  decisionOf(request, options).targets.map(({ model }) => model);

describe('without routes', () => {
  test('the difficulty chooses the tier', () => {
    const one = { presets: [A] };
    expect(order(SIMPLE, one)[0]).toBe('a/small');
    expect(order(MODERATE, one)[0]).toBe('a/middle');
    expect(order(COMPLEX, one)[0]).toBe('a/large');
  });

  test('the same tier at another provider comes next, then the fastest, then the rest', () => {
    expect(order(COMPLEX)).toEqual(['a/large', 'b/large', 'a/small', 'b/small', 'a/middle', 'b/middle']);
    expect(decisionOf(COMPLEX).targets.map(({ reasons }) => reasons[0])).toEqual([
      'is a strong model',
      'is a strong model',
      'is a cheap model',
      'is a cheap model',
      'is a medium model',
      'is a medium model',
    ]);
    expect(decisionOf(COMPLEX).targets.map(({ reasons }) => reasons[1])).toEqual([
      undefined,
      ...Array(5).fill('only if the others fail'),
    ]);
  });

  test('says why in words that need no manual', () => {
    const why = (request: Partial<ChatRequest>, options?: Case) => {
      const { reasons, targets } = decisionOf(request, options);
      return [reasons[0], targets[0]?.reasons[0]];
    };
    expect([SIMPLE, MODERATE, COMPLEX].map((request) => why(request))).toEqual([
      ['Question, simple: small is a cheap model', 'is a cheap model'],
      ['Code, moderate: middle is a medium model', 'is a medium model'],
      ['Reasoning, complex: large is a strong model', 'is a strong model'],
    ]);
    const preferring = (objective: string) => decisionOf(SIMPLE, { settings: { objective } }).reasons[1];
    expect(['cheapest', 'balanced', 'fastest', 'best'].map(preferring)).toEqual([
      'you prefer the cheapest model that is likely to do',
      'you prefer a cheap model for what is easy and a strong one for what is hard',
      'you prefer the model that answers soonest',
      'you prefer the strongest models for everything',
    ]);
  });

  test('one pasted key is enough, of any known provider that names models', () => {
    for (const { id } of PRESETS.filter(({ models, auth }) => auth === 'key' && Object.keys(models).length > 0)) {
      for (const request of [SIMPLE, MODERATE, COMPLEX]) {
        const targets = order(request, { presets: PRESETS, keys: [id] });
        expect(targets.length).toBeGreaterThan(1);
        expect(targets.every((model) => model.startsWith(`${id}/`))).toBe(true);
      }
    }
  });

  test('a provider without its key is not asked', () => {
    expect(order(SIMPLE, { keys: ['b'] }).every((model) => model.startsWith('b/'))).toBe(true);
  });

  test('a tier that nobody has is answered by the nearest, the stronger of two', () => {
    const two = { presets: [preset('x', { budget: 's', premium: 'l' })] };
    expect(order(MODERATE, two)[0]).toBe('x/l');
    expect(order(COMPLEX, { presets: [preset('x', { budget: 's', standard: 'm' })] })[0]).toBe('x/m');
  });

  test('the cheaper of two is first, and an unknown price last', () => {
    const models = { 'a/large': price(9), 'b/large': price(3) };
    expect(order(COMPLEX, { settings: { models } }).slice(0, 2)).toEqual(['b/large', 'a/large']);
    expect(order(COMPLEX, { settings: { models: { 'b/large': price(5) } } }).slice(0, 2)).toEqual([
      'b/large',
      'a/large',
    ]);
  });

  test('the second try goes to another provider before the first one’s second model', () => {
    const models = { 'a/other': { tier: 'premium', ...price(2) }, 'a/large': price(1), 'b/large': price(9) };
    expect(order(COMPLEX, { settings: { models } }).slice(0, 3)).toEqual(['a/large', 'b/large', 'a/other']);
  });

  test.each([
    ['best', SIMPLE, 'a/large'],
    ['best', COMPLEX, 'a/large'],
    ['cheapest', SIMPLE, 'a/small'],
    ['cheapest', MODERATE, 'a/small'],
    ['cheapest', COMPLEX, 'a/middle'],
    ['fastest', MODERATE, 'a/quick'],
    ['balanced', MODERATE, 'a/middle'],
  ] as const)('the objective %s asks, for %o, %s first', (objective, request, first) => {
    const quick = preset('a', { budget: 'small', standard: 'middle', premium: 'large' }, 'quick');
    const settings = { objective, models: objective === 'fastest' ? { 'a/quick': {} } : {} };
    expect(order(request, { presets: objective === 'fastest' ? [quick] : [A], settings })[0]).toBe(first);
  });
});

describe('routes and rules', () => {
  const settings = {
    routes: { code: ['b/middle', 'a/middle'], default: ['a/small'] },
    rules: [
      { when: { task: 'code', languageId: 'python' }, use: ['a/large'] },
      { when: { minInputTokens: 5000 }, use: ['b/large'] },
    ],
  };

  test('are asked in the order they are written, the default for all other tasks', () => {
    expect(order(MODERATE, { settings })).toEqual(['b/middle', 'a/middle']);
    expect(order(SIMPLE, { settings })).toEqual(['a/small']);
    expect(decisionOf(MODERATE, { settings }).reasons[0]).toBe('the route for code');
  });

  test('come after what a matching rule asks first, all of whose conditions hold', () => {
    expect(order({ ...MODERATE, context: { languageId: 'python' } }, { settings })).toEqual([
      'a/large',
      'b/middle',
      'a/middle',
    ]);
    expect(order({ ...SIMPLE, context: { languageId: 'python' } }, { settings })).toEqual(['a/small']);
    const long = { prompt: 'hi', task: 'chat', context: { selection: 'word '.repeat(5000) } } as const;
    expect(decisionOf(long, { settings }).targets.map(({ model, reasons }) => [model, reasons[0]])).toEqual([
      ['b/large', 'rule 2 matches'],
      ['a/small', 'first in the route for default'],
    ]);
  });

  test('name each model once', () => {
    const twice = { routes: { default: ['a/small', 'b/small', 'a/small'] }, rules: [{ when: {}, use: ['b/small'] }] };
    expect(order(SIMPLE, { settings: twice })).toEqual(['b/small', 'a/small']);
  });

  test('say of every model that cannot be asked why', () => {
    const models = { 'a/tiny': { contextWindow: 500 }, 'a/blind': { capabilities: ['tools'] } };
    const routes = { default: ['nobody/m', 'b/large', 'a/tiny', 'a/blind', 'a/small'] };
    const context = { images: [{ mimeType: 'image/png', base64: 'AA' }], selection: 'word '.repeat(400) };
    const { targets, rejected } = decisionOf(
      { ...SIMPLE, context },
      { settings: { models, routes, providers: { b: {} } }, keys: ['a'] },
    );
    expect(targets.map(({ model }) => model)).toEqual(['a/small']);
    expect(rejected).toEqual([
      { model: 'nobody/m', reason: 'the provider nobody is not set up' },
      { model: 'b/large', reason: 'no API key for B' },
      { model: 'a/tiny', reason: expect.stringMatching(/^needs about \d+ tokens, its window holds 500$/) },
      { model: 'a/blind', reason: 'takes no images' },
    ]);
  });

  test('give way to a model chosen by hand', () => {
    const pinned = decisionOf({ ...MODERATE, model: 'a/large' }, { settings });
    expect(pinned.targets.map(({ model }) => model)).toEqual(['a/large']);
    expect(pinned.reasons[0]).toBe('you chose the model');
  });
});

describe('a conversation', () => {
  const previous = (model: string, task: 'code' | 'chat' | 'fix' | 'explain') => ({ previous: { model, task } });

  test('keeps its model while its task stays in its class', () => {
    expect(order({ ...MODERATE, ...previous('b/middle', 'fix') })[0]).toBe('b/middle');
    const [first] = decisionOf({ ...MODERATE, ...previous('b/large', 'code') }).targets;
    expect(first).toMatchObject({ model: 'b/large', reasons: ['this chat stays with it'] });
  });

  test('changes it when the class of the task changes', () => {
    expect(order({ ...MODERATE, ...previous('b/middle', 'chat') })[0]).toBe('a/middle');
    expect(order({ ...SIMPLE, ...previous('b/small', 'code') })[0]).toBe('a/small');
  });

  test('changes it when the question has outgrown it', () => {
    expect(order({ ...COMPLEX, ...previous('b/small', 'explain') })[0]).toBe('a/large');
  });

  test('changes it where a route or a rule says who is asked', () => {
    const settings = { routes: { code: ['a/middle', 'b/middle'] } };
    expect(order({ ...MODERATE, ...previous('b/middle', 'code') }, { settings })[0]).toBe('a/middle');
  });

  test('changes it when it is gone, or rests', () => {
    expect(order({ ...MODERATE, ...previous('gone/m', 'code') })[0]).toBe('a/middle');
    const breaker = new CircuitBreaker(new FakeClock());
    fail(breaker, 'b/middle', 'timeout');
    expect(order({ ...MODERATE, ...previous('b/middle', 'code') }, { breaker })).toEqual([
      ...order(MODERATE).filter((model) => model !== 'b/middle'),
      'b/middle',
    ]);
  });
});

describe('a model whose circuit is open', () => {
  test('comes last, and says why', () => {
    const breaker = new CircuitBreaker(new FakeClock());
    for (let time = 0; time < 3; time++) fail(breaker, 'a/large', 'overloaded');
    const { targets } = decisionOf(COMPLEX, { breaker });
    expect(targets.map(({ model }) => model)).toEqual([
      'b/large',
      'a/small',
      'b/small',
      'a/middle',
      'b/middle',
      'a/large',
    ]);
    expect(targets.at(-1)?.reasons).toEqual([
      'is a strong model',
      'failed a moment ago (overloaded), asked last for 15 s',
    ]);
  });

  test('takes its siblings along when the key is the reason', () => {
    const breaker = new CircuitBreaker(new FakeClock());
    fail(breaker, 'a/large', 'auth');
    expect(
      order(COMPLEX, { breaker })
        .slice(0, 3)
        .every((model) => model.startsWith('b/')),
    ).toBe(true);
  });
});
