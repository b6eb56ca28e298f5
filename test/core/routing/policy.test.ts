import { describe, expect, test } from 'vitest';
import { rateFromUsd } from '../../../src/core/accounting/price.ts';
import type { ChatRequest } from '../../../src/core/chat/chatRequest.ts';
import { type ChatMessage, textMessage } from '../../../src/core/chat/message.ts';
import type { Difficulty, Task } from '../../../src/core/chat/task.ts';
import { Limiter } from '../../../src/core/limits/limiter.ts';
import type { Figures } from '../../../src/core/models/figures.ts';
import type { Model } from '../../../src/core/models/model.ts';
import { ShortMemory } from '../../../src/core/ports/modelMemory.ts';
import { CircuitBreaker } from '../../../src/core/resilience/breaker.ts';
import { decide } from '../../../src/core/routing/decide.ts';
import { Habits } from '../../../src/core/routing/habits.ts';
import type { Setup } from '../../../src/core/routing/setup.ts';
import { MemoryLimits } from '../../../src/storage/limits/memoryLimits.ts';
import { FakeClock } from '../../fakes/fakeClock.ts';
import { aRequest } from '../../fakes/scenario.ts';
import { testSetup } from '../../fakes/testSetup.ts';

const HTTPS = { api: 'openai-chat', baseUrl: 'https://example.test/v1' } as const;
const figures = (standing: number, percent: number, of: string, own = true): Figures => ({
  ...{ of, own },
  percent: { edits: percent, coding: percent, language: percent },
  standing: { edits: standing, coding: standing, language: standing },
});

interface Kind extends Partial<Model> {
  readonly in?: number;
  readonly out?: number;
  readonly cached?: number;
}

const CHEAP: Kind = { in: 0.28, out: 0.42, cached: 0.028, figures: figures(0.6, 70.2, 'vega-3.2') };
const DEAR: Kind = { in: 3, out: 15, cached: 0.3, figures: figures(0.9, 82, 'nova-5') };
const WEAK: Kind = { in: 0.05, out: 0.2, figures: figures(-2, 9, 'nano-1') };

interface Case {
  readonly models: Record<string, Kind>;
  readonly task?: Task;
  readonly difficulty?: Difficulty;
  readonly settings?: Record<string, unknown>;
  readonly request?: Partial<ChatRequest>;
  readonly evidence?: Record<string, { good: number; bad: number }>;
  readonly habits?: Habits;
}

/** A decision between models of which everything is said. */
function decided({ models, task = 'fix', difficulty = 'moderate', settings, request, evidence = {}, habits }: Case) {
  const names = Object.keys(models);
  const plain = testSetup({
    providers: Object.fromEntries(names.map((id) => [id.split('/')[0], HTTPS])),
    models: Object.fromEntries(names.map((id) => [id, {}])),
    ...settings,
  });
  const setup: Setup = {
    ...plain,
    models: new Map([...plain.models].map(([id, model]) => [id, told(model, models[id])])),
  };
  const clock = new FakeClock();
  const tools = {
    clock,
    breaker: new CircuitBreaker(clock),
    limiter: new Limiter(new MemoryLimits(), clock),
    memory: new ShortMemory(),
    habits: habits ?? new Habits(),
    quality: { evidence: (model: string) => evidence[model] ?? { good: 0, bad: 0 } },
  };
  const classification = { task, difficulty, complexity: 0.5, language: 'en', confidence: 0.9, reasons: [] };
  return decide(aRequest({ prompt: 'Mend this', ...request }), classification, setup, tools).event;
}

function told(model: Model, { in: input, out, cached, ...more }: Kind = {}): Model {
  if (input === undefined || out === undefined) return { ...model, ...more };
  const price = {
    input: rateFromUsd(input),
    output: rateFromUsd(out),
    ...(cached === undefined ? {} : { cachedInput: rateFromUsd(cached) }),
  };
  return { ...model, price, ...more };
}

const order = (one: Case) => decided(one).targets.map(({ model }) => model);
const why = (one: Case) => decided(one).reasons[0];

describe('without routes, the policy', () => {
  const models = { 'x/weak': WEAK, 'y/vega': CHEAP, 'z/nova': DEAR };

  test('says in one sentence why, with the published figure and the next better model', () => {
    expect(why({ models })).toBe(
      'Fix, moderate: vega passed 70% of Aider’s hard code edits, at less than a tenth of the price of nova, the next better one',
    );
    const nearer = { ...models, 'z/nova': { ...DEAR, in: 1, out: 2.1 } };
    expect(why({ models: nearer })).toBe(
      'Fix, moderate: vega passed 70% of Aider’s hard code edits, at a fifth of the price of nova, the next better one',
    );
    const heir = { ...models, 'y/vega': { ...CHEAP, figures: figures(0.6, 70.2, 'vega-3.1', false) } };
    expect(why({ models: heir })).toContain('vega succeeds vega-3.1, which passed 70% of Aider’s hard code edits');
    expect(why({ models: { 'z/nova': DEAR } })).toBe('Fix, moderate: nova passed 82% of Aider’s hard code edits');
  });

  test.each([
    ['cheapest', 'simple', 'x/weak'],
    ['balanced', 'simple', 'x/weak'],
    ['balanced', 'moderate', 'y/vega'],
    ['best', 'simple', 'z/nova'],
    ['best', 'complex', 'z/nova'],
    ['cheapest', 'complex', 'y/vega'],
  ] as const)('asks, where the %s is wanted, for what is %s, %s', (objective, difficulty, first) => {
    expect(order({ models, difficulty, settings: { objective } })[0]).toBe(first);
  });

  test('tells the whole table behind it', () => {
    const [first, second] = decided({ models }).targets;
    expect(first).toMatchObject({
      model: 'y/vega',
      expected: { answers: 0, outputTokens: 500, cachedTokens: 0 },
      reasons: ['passed 70% of Aider’s hard code edits'],
    });
    expect(first?.expected?.quality).toBeGreaterThan(0.9);
    expect(first?.estimatedUsd).toBeCloseTo(500 * 0.42e-6, 4);
    expect(second?.reasons.at(-1)).toBe('only if the others fail');
  });

  test('believes what happened here more than a benchmark, and says so', () => {
    const evidence = { 'y/vega': { good: 1, bad: 19 }, 'x/weak': { good: 29.4, bad: 0.8 } };
    expect(order({ models, evidence })[0]).toBe('x/weak');
    expect(why({ models, evidence })).toContain('weak did well in 29 of 30 such answers here');
  });

  test('knows how much a model writes, and how fast', () => {
    const answer = { task: 'fix', firstTokenMs: 2000, totalMs: 62_000, outputTokens: 6000 } as const;
    const habits = new Habits([1, 2, 3].map(() => ({ ...answer, model: 'y/vega' })));
    const [vega] = decided({ models, habits }).targets.filter(({ model }) => model === 'y/vega');
    expect(vega?.expected).toMatchObject({ outputTokens: 6000, seconds: 62 });
    expect(vega?.estimatedUsd).toBeCloseTo(6000 * 0.42e-6, 4);
  });

  test('takes no unknown price for a bargain, and nobody unknown before the others', () => {
    const { in: _, out: __, ...unpriced } = CHEAP;
    expect(order({ models: { 'x/a': unpriced, 'y/b': CHEAP } })).toEqual(['y/b', 'x/a']);
    expect(decided({ models: { 'x/a': unpriced } }).targets[0]?.estimatedUsd).toBeNull();
    expect(order({ models: { 'x/unheard': { in: 0, out: 0 }, 'y/b': CHEAP } })).toEqual(['y/b', 'x/unheard']);
  });

  test('asks nobody who lacks what the request needs, and names each', () => {
    const schema = { name: 's', schema: { type: 'object' } } as never;
    const event = decided({
      models: {
        'x/old': { ...CHEAP, deprecated: 'out of service from 2026-01-01' },
        'x/plain': { ...CHEAP, capabilities: ['vision'] },
        'x/json': { ...CHEAP, capabilities: ['json', 'reasoning'] },
      },
      request: { parameters: { structured: schema, reasoningEffort: 'high' } },
    });
    expect(event.targets.map(({ model }) => model)).toEqual(['x/json']);
    expect(event.rejected).toEqual([
      { model: 'x/old', reason: 'retired by its vendor: out of service from 2026-01-01' },
      { model: 'x/plain', reason: 'gives no JSON of a schema' },
    ]);
    const silent = decided({
      models: { 'x/m': { ...CHEAP, capabilities: [] } },
      request: { parameters: { reasoningEffort: 'low' } },
    });
    expect(silent.rejected).toEqual([{ model: 'x/m', reason: 'does not reason' }]);
  });

  test('asks a retired model where its user names it', () => {
    const old = { 'x/old': { ...CHEAP, deprecated: 'out of service from 2026-01-01' } };
    expect(order({ models: old, settings: { routes: { default: ['x/old'] } } })).toEqual(['x/old']);
    expect(order({ models: old, request: { model: 'x/old' } })).toEqual(['x/old']);
  });
});

describe('a conversation', () => {
  const models = { 'x/weak': { ...WEAK, cached: 0.005 }, 'y/vega': CHEAP, 'z/nova': DEAR };
  const history: ChatMessage[] = [textMessage('user', 'word '.repeat(4000)), textMessage('assistant', 'So it is.')];
  const at = new FakeClock().now();
  const goingOn = (model: string, task: Task, ago = 1000): Partial<ChatRequest> => ({
    history,
    previous: { model, task },
    lastAnswer: { model, at: at - ago },
  });

  test('stays with its model while its cache is warm, and says what that saves', () => {
    const { targets, reasons } = decided({ models, difficulty: 'simple', request: goingOn('z/nova', 'code') });
    expect(targets[0]).toMatchObject({ model: 'z/nova', reasons: ['this chat stays with it'] });
    expect(targets[0]?.expected?.cachedTokens).toBeGreaterThan(3000);
    expect(reasons[0]).toMatch(
      /^this chat stays with nova, whose vendor still has about [\d,]+ tokens of it in its cache \(\$0\.01\d less\)$/,
    );
  });

  test('has nothing cached after a while', () => {
    const { targets, reasons } = decided({ models, difficulty: 'simple', request: goingOn('z/nova', 'code', 400_000) });
    expect(targets[0]).toMatchObject({ model: 'z/nova', expected: { cachedTokens: 0 } });
    expect(reasons[0]).toBe('this chat stays with nova while its task stays alike');
  });

  test('leaves a model that is not up to the question, and says what is read anew', () => {
    const { targets, reasons } = decided({ models, difficulty: 'complex', request: goingOn('x/weak', 'code') });
    expect(targets[0]?.model).not.toBe('x/weak');
    expect(reasons[1]).toMatch(
      /^weak, which answered before, is not up to this; (?:vega|nova) reads about [\d,]+ tokens anew that were cached$/,
    );
  });

  test('prices the cache where the kind of task changes', () => {
    const request = goingOn('y/vega', 'chat');
    const event = decided({ models, difficulty: 'moderate', request });
    expect(event.targets[0]?.model).toBe('y/vega');
    expect(event.targets[0]?.expected?.cachedTokens).toBeGreaterThan(3000);
    const other = decided({ models, difficulty: 'simple', request: goingOn('z/nova', 'chat', 400_000) });
    expect(other.targets[0]?.model).toBe('x/weak');
    expect(other.reasons[1]).toBe('nova answered before, but this is another kind of task');
  });

  test.each([{}, { routes: { default: ['y/vega', 'x/weak', 'z/nova'] } }])(
    'does not change its model in the middle of a tool loop: %o',
    (settings) => {
      const call = { type: 'toolCall', id: 'c', name: 'read', arguments: '{}' } as const;
      const result = { type: 'toolResult', id: 'c', name: 'read', content: [] } as const;
      const messages: ChatMessage[] = [
        textMessage('user', 'Look it up'),
        { role: 'assistant', parts: [call], verbatim: { model: 'z/nova', content: [] } },
        { role: 'tool', parts: [result] },
      ];
      const [first] = decided({ models, settings, difficulty: 'simple', request: { messages } }).targets;
      expect(first?.model).toBe('z/nova');
      expect(first?.reasons[0]).toBe('it called the tools whose results these are');
      const answered = [...messages, textMessage('assistant', 'Done'), textMessage('user', 'Thanks')];
      expect(order({ models, settings, difficulty: 'simple', request: { messages: answered } })[0]).not.toBe('z/nova');
    },
  );
});
