import { describe, expect, test } from 'vitest';
import { estimatePrompt } from '../../src/core/accounting/estimateTokens.ts';
import { messageText } from '../../src/core/chat/message.ts';
import { recognise } from '../../src/core/classify/recognise.ts';
import { decide } from '../../src/core/routing/decide.ts';
import { aRequest, Scenario } from '../fakes/scenario.ts';
import { fault, type Step } from '../fakes/scriptedProvider.ts';

const OK: Step[] = ['Hello', ' world', { usage: { inputTokens: 10, outputTokens: 2 } }, { finish: 'stop' }];

describe('a request through the whole core', () => {
  test('is answered by the first model', async () => {
    const scenario = new Scenario({ a: OK });
    expect(await scenario.run()).toEqual([
      '0 decision a/m b/m c/m',
      '0 attempt 1 a/m',
      '0 text "Hello"',
      '0 text " world"',
      '0 done a/m stop 0.000014 priced in 1',
    ]);
    expect(scenario.rows).toEqual(['a/m ok 10+2 14000']);
    expect(scenario.clock.pending).toBe(0);
  });

  test.each([
    'auth',
    'quota',
    'rateLimit',
    'overloaded',
    'server',
    'timeout',
    'network',
    'modelNotFound',
    'contextLength',
    'protocol',
  ] as const)('falls through silently before the first word: %s', async (kind) => {
    const scenario = new Scenario({ a: [fault(kind)], b: OK });
    expect(await scenario.run()).toEqual([
      '0 decision a/m b/m c/m',
      '0 attempt 1 a/m',
      `0 fallback a/m → b/m: ${kind} after 0`,
      '0 attempt 2 b/m',
      '0 text "Hello"',
      '0 text " world"',
      '0 done b/m stop 0.000014 priced in 2',
    ]);
    expect(scenario.rows).toEqual([`a/m ${kind} 0+0 0`, 'b/m ok 10+2 14000']);
  });

  test.each(['badRequest', 'contentFilter'] as const)(
    'stops where another model would say the same: %s',
    async (kind) => {
      const scenario = new Scenario({ a: [fault(kind)], b: OK });
      expect((await scenario.run()).at(-1)).toBe(`0 error ${kind} [a/m ${kind}]`);
      expect(scenario.providers.b?.calls).toHaveLength(0);
    },
  );

  test('takes a broken answer back, with its reasoning, and bills what was written as an estimate', async () => {
    const scenario = new Scenario({ a: [{ think: 'hm' }, 'Half of', ' it', fault('network')], b: OK });
    expect((await scenario.run()).slice(2)).toEqual([
      '0 reasoning "hm"',
      '0 text "Half of"',
      '0 text " it"',
      '0 fallback a/m → b/m: network after 10',
      '0 retract 10',
      '0 attempt 2 b/m',
      '0 text "Hello"',
      '0 text " world"',
      expect.stringMatching(/^0 done b\/m stop 0\.0+\d+ priced estimated in 2$/),
    ]);
    expect(scenario.rows[0]).toMatch(/^a\/m network \d+\+4 estimated \d+$/);
  });

  test('takes back reasoning that came alone', async () => {
    const scenario = new Scenario({ a: [{ think: 'hm' }, fault('server')], b: OK });
    expect(await scenario.run()).toContain('0 retract 0');
  });

  test('counts an answer that just stops as broken', async () => {
    const scenario = new Scenario({ a: ['Half'], b: OK });
    expect(await scenario.run()).toContain('0 fallback a/m → b/m: protocol after 4');
  });

  test('says what every model said when none answers', async () => {
    const scenario = new Scenario({ a: [fault('server')], b: [fault('rateLimit')], c: [fault('network')] });
    expect((await scenario.run()).at(-1)).toBe('0 error network [a/m server, b/m rateLimit, c/m network]');
    expect(scenario.clock.pending).toBe(0);
  });

  test('an answer that was finished stays whole, whatever happens to its connection then', async () => {
    const reset = new Scenario({ a: ['Hello', { finish: 'stop' }, fault('network')], b: OK });
    expect((await reset.run()).slice(2)).toEqual([
      '0 text "Hello"',
      expect.stringMatching(/^0 done a\/m stop .* estimated in 1$/),
    ]);
    expect(reset.rows[0]).toMatch(/^a\/m ok/);
    const silent = new Scenario({ a: ['Hello', { finish: 'stop' }, { deaf: true }], b: OK });
    expect((await silent.run()).at(-1)).toMatch(/^2000 done a\/m stop/);
    expect(silent.providers.a?.aborted).toEqual(['m']);
  });

  test('usage that comes after the end counts', async () => {
    const scenario = new Scenario({
      a: ['Hello', { finish: 'stop' }, { wait: 500 }, { usage: { inputTokens: 10, outputTokens: 2 } }],
    });
    expect((await scenario.run()).at(-1)).toBe('500 done a/m stop 0.000014 priced in 1');
  });

  test('a count from before a break does not hide what was written after it', async () => {
    const scenario = new Scenario({
      a: [{ usage: { inputTokens: 10, outputTokens: 0 } }, 'word '.repeat(100), fault('network')],
      b: OK,
    });
    await scenario.run();
    expect(scenario.rows[0]).toMatch(/^a\/m network 10\+1[01]\d estimated 2\d{5}$/);
  });

  test.each(['auth', 'quota'] as const)('one %s error is enough for all models of a provider', async (kind) => {
    const models = { 'a/m': {}, 'a/n': {}, 'b/m': {} };
    const scenario = new Scenario({ a: [fault(kind)], b: OK }, { models, routes: { default: ['a/m', 'a/n', 'b/m'] } });
    expect((await scenario.run())[2]).toBe(`0 fallback a/m → b/m: ${kind} after 0`);
    const alone = new Scenario({ a: [fault(kind)] }, { models, routes: { default: ['a/m', 'a/n'] } });
    expect((await alone.run()).at(-1)).toBe(`0 error ${kind} [a/m ${kind}]`);
  });

  test('a pinned model never falls back', async () => {
    const scenario = new Scenario({ a: [fault('server')], b: OK });
    expect(await scenario.run({ model: 'a/m' })).toEqual([
      '0 decision a/m',
      '0 attempt 1 a/m',
      '0 error server [a/m server]',
    ]);
  });

  test('a bug of ours is no reason to ask another model', async () => {
    const scenario = new Scenario({ a: [{ fail: new TypeError('bug') }], b: OK });
    await expect(scenario.run()).rejects.toThrow('bug');
    expect(scenario.rows).toEqual(['a/m protocol 0+0 0']);
  });

  test('with no usable model it says so and asks nobody', async () => {
    const scenario = new Scenario({}, { routes: { default: ['nowhere/m'] } });
    expect(await scenario.run()).toEqual(['0 decision nobody', '0 error noTarget []']);
  });
});

describe('a reader that cannot take text back', () => {
  test('gets the continuation of another model, without what it repeats', async () => {
    const scenario = new Scenario({
      a: ['The quick brown fox', fault('network')],
      b: ['brown fox jumps', ' over', { usage: { inputTokens: 5, outputTokens: 4 } }, { finish: 'stop' }],
    });
    const log = await scenario.run({ retractable: false });
    const text = log
      .filter((entry) => entry.includes(' text '))
      .map((entry) => JSON.parse(entry.slice(entry.indexOf('"'))))
      .join('');
    expect(text).toBe('The quick brown fox jumps over');
    expect(log.some((entry) => entry.includes('retract'))).toBe(false);
    expect(scenario.providers.b?.calls[0]?.messages.slice(-2).map((message) => message.role)).toEqual([
      'assistant',
      'user',
    ]);
  });

  test('gets a short continuation that looked like a repetition to its end', async () => {
    const scenario = new Scenario({ a: ['one two', fault('network')], b: [' tw', { finish: 'stop' }] });
    const log = await scenario.run({ retractable: false });
    expect(log).toContain('0 text " tw"');
  });
});

describe('an answer that is to be continued', () => {
  const usage = { usage: { inputTokens: 5, outputTokens: 4 } };

  test('goes on where it stopped, without what is repeated, as a request of its own', async () => {
    const scenario = new Scenario({ a: ['brown fox jumps', ' over', usage, { finish: 'stop' }] });
    const log = await scenario.run({ partial: 'The quick brown fox', retractable: false });
    expect(log.filter((entry) => entry.includes(' text '))).toEqual(['0 text " jumps"', '0 text " over"']);
    const messages = scenario.providers.a?.calls[0]?.messages.slice(-3) ?? [];
    expect(messages.map((message) => message.role)).toEqual(['user', 'assistant', 'user']);
    expect(messages.map(messageText).slice(0, 2)).toEqual(['hello', 'The quick brown fox']);
    expect(scenario.rows).toEqual([expect.stringMatching(/^a\/m ok 5\+4 /)]);
  });

  test('is gone on with by the next model, from all that stands there by then', async () => {
    const scenario = new Scenario({
      a: [' jumps', fault('network')],
      b: ['jumps over', usage, { finish: 'stop' }],
    });
    const log = await scenario.run({ partial: 'The quick brown fox', retractable: false });
    expect(log.filter((entry) => entry.includes(' text '))).toEqual(['0 text " jumps"', '0 text " over"']);
    expect(log.some((entry) => entry.includes('retract'))).toBe(false);
    const messages = scenario.providers.b?.calls[0]?.messages ?? [];
    expect(messages.slice(-2, -1).map(messageText)).toEqual(['The quick brown fox jumps']);
  });

  test('counts towards what fits a window', async () => {
    const { setup, tools } = new Scenario({ a: [{ finish: 'stop' }] });
    const classification = await recognise(aRequest());
    const tokens = (rest: { partial?: string }) =>
      estimatePrompt(decide(aRequest(rest), classification, setup, tools).plan.prompt, 'm');
    expect(tokens({ partial: 'word '.repeat(1000) })).toBeGreaterThan(tokens({}) + 900);
  });
});
