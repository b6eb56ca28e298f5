import { describe, expect, test } from 'vitest';
import { rateFromUsd } from '../../../src/core/accounting/price.ts';
import type { ChatRequest } from '../../../src/core/chat/chatRequest.ts';
import { SwitchyardError } from '../../../src/core/chat/errors.ts';
import { textMessage } from '../../../src/core/chat/message.ts';
import type { Difficulty } from '../../../src/core/chat/task.ts';
import { Limiter } from '../../../src/core/limits/limiter.ts';
import { ShortMemory } from '../../../src/core/ports/modelMemory.ts';
import { CircuitBreaker } from '../../../src/core/resilience/breaker.ts';
import { decide } from '../../../src/core/routing/decide.ts';
import { Habits } from '../../../src/core/routing/habits.ts';
import type { Setup } from '../../../src/core/routing/setup.ts';
import { MemoryLimits } from '../../../src/storage/limits/memoryLimits.ts';
import { FakeClock } from '../../fakes/fakeClock.ts';
import { aRequest } from '../../fakes/scenario.ts';
import { testSetup } from '../../fakes/testSetup.ts';

const HTTPS = { api: 'openai-chat', baseUrl: 'https://example.test/v1' };
const WHAT = { share: 0.5, maxUsdPerDay: 0.1 };

/** Standing at every task, and US$ per million tokens of output: `best` wins by a little, `far` is beyond reach. */
const MODELS = { 'a/best': [-1.2, 1], 'b/near': [-1.3, 1.2], 'c/far': [-2.4, 1] } as const;

interface Case {
  readonly exploration?: Record<string, unknown>;
  readonly request?: Partial<ChatRequest>;
  readonly difficulty?: Difficulty;
  readonly settings?: Record<string, unknown>;
  readonly spentNano?: number;
  readonly evidence?: Readonly<Record<string, { good: number; bad: number }>>;
  readonly resting?: string;
  readonly unpriced?: string;
}

function setupOf({ exploration = WHAT, settings, unpriced }: Case): Setup {
  const plain = testSetup({
    providers: { a: HTTPS, b: HTTPS, c: HTTPS },
    models: Object.fromEntries(Object.keys(MODELS).map((id) => [id, {}])),
    exploration,
    ...settings,
  });
  const models = [...plain.models].map(([id, model]) => {
    const [standing, usd] = MODELS[id as keyof typeof MODELS] ?? [0, 1];
    const price = { input: rateFromUsd(usd), output: rateFromUsd(usd) };
    const figures = { of: id, own: true, percent: { language: 50 }, standing: { language: standing } };
    return [id, { ...model, figures, ...(id === unpriced ? {} : { price }) }] as const;
  });
  return { ...plain, models: new Map(models) };
}

/** The decisions about a thousand questions of which only the ids differ. */
function decisions(one: Case = {}) {
  const { request, difficulty = 'moderate', spentNano = 0, evidence = {}, resting } = one;
  const setup = setupOf(one);
  const clock = new FakeClock();
  const breaker = new CircuitBreaker(clock);
  if (resting !== undefined) {
    const permit = breaker.begin(resting, resting.slice(0, 1), 'r');
    permit.failed(new SwitchyardError('modelNotFound', 'gone'), 60_000);
    permit.end();
  }
  const tools = {
    clock,
    breaker,
    limiter: new Limiter(new MemoryLimits(), clock),
    memory: new ShortMemory(),
    habits: new Habits(),
    quality: { evidence: (model: string) => evidence[model] ?? { good: 0, bad: 0 } },
    tries: { extraToday: () => spentNano, note() {} },
  };
  const classification = {
    task: 'chat',
    difficulty,
    complexity: 0.5,
    language: 'en',
    confidence: 0.9,
    reasons: [],
  } as const;
  return Array.from({ length: 1000 }, (_, at) =>
    decide(
      aRequest({ id: `r${at}`, source: 'panel', prompt: 'Tell me more', ...request }),
      classification,
      setup,
      tools,
    ),
  );
}

/** The models that were tried, one per try. */
const tries = (one: Case = {}) =>
  decisions(one).flatMap(({ plan }) => (plan.tried === undefined ? [] : [plan.tried.model]));
const firsts = (one: Case = {}) => new Set(decisions(one).map(({ plan }) => plan.candidates[0]?.model.id));

describe('with exploration, a model that may be better is tried', () => {
  test('for at most the share that the user allows, always the same for the same request', () => {
    const tried = tries();
    expect(tried.length).toBeGreaterThan(50);
    expect(tried.length).toBeLessThan(500);
    expect(tries()).toEqual(tried);
    const fewer = tries({ exploration: { ...WHAT, share: 0.1 } });
    expect(fewer.length).toBeGreaterThan(5);
    expect(fewer.length).toBeLessThan(120);
  });

  test('in the place of the best one, who is next and stays the preferred one; the line says so first', () => {
    const { plan, event } = decisions().find((one) => one.plan.tried !== undefined) ?? {};
    expect(event?.targets.slice(0, 2).map(({ model }) => model)).toEqual(['b/near', 'a/best']);
    expect(event?.preferred).toBe('a/best');
    expect(event?.targets[0]?.reasons[0]).toMatch(
      /^tried in place of best, to learn how it does: about \$0\.000\d+ more$/,
    );
    expect(event?.reasons[0]).toMatch(/^trying near in place of best, to learn how it does: about \$0\.000\d+ more$/);
    expect(event?.reasons[1]).toContain('best');
    const more = (event?.targets[0]?.estimatedUsd ?? 0) - (event?.targets[1]?.estimatedUsd ?? 0);
    expect((plan?.tried?.extraNano ?? 0) / 1e9).toBeCloseTo(more, 8);
  });

  test('the less, the more is known of it', () => {
    const known = { 'a/best': { good: 190, bad: 10 }, 'b/near': { good: 188, bad: 12 } };
    expect(tries({ evidence: known }).length).toBeLessThan(tries().length / 2);
  });

  test('only within reach of the best one', () => {
    expect(new Set(tries())).toEqual(new Set(['b/near']));
  });
});

describe('nobody is tried', () => {
  const tool = { role: 'tool', parts: [{ type: 'text', text: 'result' }] } as const;
  test.each<[string, Case]>([
    ['unless the user turned it on', { exploration: {} }],
    ['for what is complex', { difficulty: 'complex' }],
    ['where a route names models', { settings: { routes: { default: ['a/best', 'b/near'] } } }],
    ['where a rule names one', { settings: { rules: [{ when: { task: 'chat' }, use: ['a/best'] }] } }],
    [
      'where an experiment has its arm',
      {
        settings: {
          experiments: {
            e: {
              tasks: 'chat',
              arms: [
                { name: 'A', model: 'a/best' },
                { name: 'B', model: 'a/best' },
              ],
            },
          },
        },
      },
    ],
    ['where a rule names one that cannot be asked', { settings: { rules: [{ when: {}, use: ['gone/m'] }] } }],
    ['where a cascade is wanted', { request: { strategy: 'cascade' } }],
    ['where the reader chose the model', { request: { model: 'a/best' } }],
    ['where the request names its models', { request: { models: ['a/best', 'b/near'] } }],
    ['in a conversation that has its model', { request: { previous: { model: 'a/best', task: 'chat' } } }],
    [
      'in a tool loop',
      { request: { messages: [textMessage('user', 'x'), tool], lastAnswer: { model: 'a/best', at: 0 } } },
    ],
    ['in the middle of an answer', { request: { partial: 'It is' } }],
    ['where nobody says whether it was good', { request: { source: 'server' } }],
    ['for a draft', { request: { draft: true } }],
    ['once the day’s extra cost is spent', { spentNano: 0.1e9 }],
    ['for more than is left of it', { exploration: { ...WHAT, maxUsdPerDay: 0.00001 } }],
    ['where the usual price is not known', { unpriced: 'a/best' }],
    ['whose price is not known', { unpriced: 'b/near' }],
    ['while the best one rests', { resting: 'a/best' }],
    ['who rests', { resting: 'b/near' }],
  ])('%s', (_, one) => {
    expect(tries(one)).toEqual([]);
    expect(firsts(one).size).toBe(1);
  });
});
