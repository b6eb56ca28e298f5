import { describe, expect, test } from 'vitest';
import type { ChatRequest } from '../../../src/core/chat/chatRequest.ts';
import { Limiter } from '../../../src/core/limits/limiter.ts';
import { ShortMemory } from '../../../src/core/ports/modelMemory.ts';
import { CircuitBreaker } from '../../../src/core/resilience/breaker.ts';
import { type Decision, decide } from '../../../src/core/routing/decide.ts';
import { Habits } from '../../../src/core/routing/habits.ts';
import type { Surroundings } from '../../../src/core/routing/rules/surroundings.ts';
import { MemoryLimits } from '../../../src/storage/limits/memoryLimits.ts';
import { FakeClock } from '../../fakes/fakeClock.ts';
import { aRequest } from '../../fakes/scenario.ts';
import { THREE, testSetup } from '../../fakes/testSetup.ts';

const RECOGNISED = { difficulty: 'simple', complexity: 0.1, language: 'en', confidence: 0.9, reasons: [] } as const;

interface Case extends Partial<ChatRequest> {
  readonly surroundings?: Surroundings;
}

function decisionOf(settings: Record<string, unknown>, { surroundings, ...request }: Case = {}): Decision {
  const clock = new FakeClock();
  const tools = {
    clock,
    breaker: new CircuitBreaker(clock),
    limiter: new Limiter(new MemoryLimits(), clock),
    memory: new ShortMemory(),
    habits: new Habits(),
    ...(surroundings === undefined ? {} : { surroundings: () => surroundings }),
  };
  const { task = 'chat' } = request;
  const classification = { ...RECOGNISED, task };
  return decide(aRequest(request), classification, testSetup({ ...THREE, ...settings }), tools);
}

const asked = ({ event }: Decision) => event.targets.map(({ model }) => model).join(' ');
const rule = (effects: Record<string, unknown>, when: Record<string, unknown> = {}) => ({
  rules: [{ when, ...effects }],
});

describe('a rule', () => {
  test('names who is asked first, before the route', () => {
    const decision = decisionOf(rule({ use: ['c/m', 'b/m'] }));
    expect(asked(decision)).toBe('c/m b/m a/m');
    expect(decision.event.reasons[0]).toBe('rule 1 matches');
    expect(decision.event.targets.map(({ reasons }) => reasons[0])).toEqual([
      'rule 1 matches',
      'rule 1 matches',
      'first in the route for default',
    ]);
  });

  test('refuses whom it avoids, by name or by pattern, and says so', () => {
    const decision = decisionOf(rule({ avoid: ['a/m', 'b/*'] }));
    expect(asked(decision)).toBe('c/m');
    expect(decision.event.rejected).toEqual([
      { model: 'a/m', reason: 'rule 1 avoids it' },
      { model: 'b/m', reason: 'rule 1 avoids all that is b/*' },
    ]);
  });

  test('says how it is asked; the route says what the rule leaves open, and the request wins', () => {
    const route = { models: ['a/m'], temperature: 0.9, maxOutputTokens: 500, reasoningEffort: 'high' };
    const settings = { routes: { default: route }, ...rule({ temperature: 0.1, reasoningEffort: 'low' }) };
    expect(decisionOf(settings).plan.parameters).toEqual({
      temperature: 0.1,
      maxOutputTokens: 500,
      reasoningEffort: 'low',
    });
    expect(decisionOf(settings, { parameters: { temperature: 1 } }).plan.parameters.temperature).toBe(1);
    expect(decisionOf(rule({ maxOutputTokens: 7 })).plan.parameters).toEqual({ maxOutputTokens: 7 });
  });

  test('names the strategy, before the route', () => {
    expect(decisionOf(rule({ strategy: 'single' })).event.strategy).toBe('single');
  });

  test('gives way to a model chosen by hand, but still says how that is asked', () => {
    const settings = rule({ use: ['b/m'], avoid: ['a/*'], temperature: 0.2 });
    const pinned = decisionOf(settings, { model: 'a/m' });
    expect([asked(pinned), pinned.event.reasons[0], pinned.plan.parameters]).toEqual([
      'a/m',
      'you chose the model',
      { temperature: 0.2 },
    ]);
    expect(asked(decisionOf(settings, { models: ['c/m', 'a/m'] }))).toBe('c/m a/m');
  });

  test('does not touch what a guard is asked', () => {
    const owner = { id: 'r', source: 'panel', passed: new Set<never>() } as const;
    expect(decisionOf(rule({ temperature: 0.2 }), { model: 'a/m', owner }).plan.parameters).toEqual({});
  });

  test('that is the first to match is the only one', () => {
    const rules = [
      { when: { task: 'review' }, use: ['c/m'] },
      { when: {}, temperature: 0 },
      { when: {}, use: ['b/m'], maxOutputTokens: 9 },
    ];
    const decision = decisionOf({ rules });
    expect([asked(decision), decision.plan.parameters]).toEqual(['a/m b/m c/m', { temperature: 0 }]);
    expect(decision.event.reasons[0]).toBe('rule 2 matches');
  });

  test('keeps its number where one before it is unusable', () => {
    expect(() => decisionOf({ rules: [7, { when: {}, use: ['b/m'] }] })).toThrow('rules.0');
  });
});

describe('what conditions ask of a request', () => {
  const use = { use: ['c/m'] };
  const first = (when: Record<string, unknown>, request: Case) =>
    asked(decisionOf(rule(use, when), request)).slice(0, 3);

  test.each<[Record<string, unknown>, Case, Case]>([
    [{ task: 'review' }, { task: 'review' }, { task: 'code' }],
    [{ files: '*.sql' }, { context: { files: [{ path: 'db/a.sql', text: '' }] } }, { context: {} }],
    [{ files: 'src/**' }, { context: { selection: 'x', selectionPath: 'src/a.ts:1-3' } }, { context: {} }],
    [{ images: true }, { context: { images: [{ mimeType: 'image/png', base64: 'AA' }] } }, { context: {} }],
    [{ minTurn: 2 }, { turn: 2 }, { turn: 1 }],
    [{ trusted: false }, { surroundings: { trusted: false } }, { surroundings: { trusted: true } }],
    [{ branch: 'main' }, { surroundings: { branch: 'main' } }, { surroundings: {} }],
    [{ fromTime: '08:00', toTime: '09:00' }, { surroundings: { minuteOfDay: 500 } }, {}],
    [{ minInputTokens: 200 }, { context: { selection: 'word '.repeat(500) } }, {}],
  ])('%j', (when, fits, doesNot) => {
    expect([first(when, fits), first(when, doesNot)]).toEqual(['c/m', 'a/m']);
  });

  test('the turn is counted from what was said, where nobody counts it', () => {
    const said = (role: 'user' | 'assistant') => ({ role, parts: [{ type: 'text', text: 'x' }] }) as const;
    const history = [said('user'), said('assistant')];
    expect(first({ minTurn: 2 }, { history })).toBe('c/m');
    expect(first({ minTurn: 3 }, { history })).toBe('a/m');
    expect(first({ minTurn: 2 }, { messages: [...history, said('user')] })).toBe('c/m');
  });
});

test('a chain is an ordered preference, never shuffled', () => {
  const routes = { default: ['b/m', 'c/m', 'a/m'] };
  const orders = new Set(Array.from({ length: 500 }, (_, index) => asked(decisionOf({ routes }, { id: `r${index}` }))));
  expect([...orders]).toEqual(['b/m c/m a/m']);
});
