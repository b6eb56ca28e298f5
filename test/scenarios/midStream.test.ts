import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import { SwitchyardError } from '../../src/core/chat/errors.ts';
import { messageText } from '../../src/core/chat/message.ts';
import { Scenario } from '../fakes/scenario.ts';
import { fault, type Step } from '../fakes/scriptedProvider.ts';

const CUT = fault('network');
const PREFILL = { models: { 'a/m': {}, 'b/m': { capabilities: ['prefill'] }, 'c/m': {} } };
const REFUSED: Step = {
  fail: new SwitchyardError(
    'badRequest',
    'This model does not support assistant message prefill. The conversation must end with a user message.',
    { status: 400 },
  ),
};
const call: Step = { say: { type: 'toolCall', index: 0, id: '1', name: 'f', argumentsDelta: '{"a' } };

/** What a reader who puts the events together has in the end. */
async function read(scenario: Scenario, request: Parameters<Scenario['run']>[0] = {}) {
  let text = '';
  const onEvent = (event: ChatEvent) => {
    if (event.type === 'text') text += event.delta;
    if (event.type === 'retract') text = text.slice(0, text.length - event.characters);
  };
  const log = await scenario.run(request, { onEvent });
  return { text, log, end: log.at(-1) };
}

/** The last message that a provider was sent. */
function lastSent(scenario: Scenario, id: string, call = -1): string[] {
  const message = scenario.providers[id]?.calls.at(call)?.messages.at(-1);
  return message === undefined ? [] : [message.role, messageText(message)];
}

describe('an answer that breaks off before a reader who cannot take it back', () => {
  const piped = { retractable: false };

  test('is continued in words by a model of which nothing is known', async () => {
    const scenario = new Scenario({ a: ['The quick bro', CUT], b: ['wn fox', { finish: 'stop' }] });
    const { text, log } = await read(scenario, piped);
    expect(text).toBe('The quick brown fox');
    expect(log).toContain('0 fallback a/m → b/m: network after 13');
    expect(lastSent(scenario, 'b')).toEqual(['user', expect.stringContaining('Continue it exactly')]);
  });

  test('is given as its own beginning to a model that is known to take it, without blanks at its end', async () => {
    const scenario = new Scenario({ a: ['The quick ', CUT], b: [' brown fox', { finish: 'stop' }] }, PREFILL);
    expect((await read(scenario, piped)).text).toBe('The quick brown fox');
    expect(lastSent(scenario, 'b')).toEqual(['assistant', 'The quick']);
  });

  test('is not given so beside tools', async () => {
    const models = { 'a/m': {}, 'b/m': { capabilities: ['prefill', 'tools'] }, 'c/m': {} };
    const scenario = new Scenario({ a: ['The quick', CUT], b: [' fox', { finish: 'stop' }] }, { models });
    const tools = [{ name: 'f', description: '', parameters: {} }];
    await read(scenario, { ...piped, parameters: { tools } });
    expect(lastSent(scenario, 'b')[0]).toBe('user');
  });

  test('is continued in words by the same model when it refuses that, at once and ever after', async () => {
    const scenario = new Scenario({ a: ['The quick', CUT], b: [[REFUSED], [' brown', { finish: 'stop' }]] }, PREFILL);
    const { text, log, end } = await read(scenario, piped);
    expect(text).toBe('The quick brown');
    expect(log.slice(2)).toEqual([
      '0 text "The quick"',
      '0 fallback a/m → b/m: network after 9',
      '0 attempt 2 b/m',
      '0 attempt 3 b/m',
      '0 text " brown"',
      end,
    ]);
    expect(scenario.memory.facts('b/m')).toEqual({ prefill: false });
    await scenario.clock.advance(60_000);
    await read(scenario, piped);
    expect(scenario.providers.b?.calls).toHaveLength(3);
    expect(lastSent(scenario, 'b')[0]).toBe('user');
  });

  test.each([
    ['a bad request without a word of it', fault('badRequest')],
    [
      "an error of its gateway's",
      { fail: new SwitchyardError('server', 'last message must not be assistant prefill') },
    ],
  ] as [string, Step][])('is continued in words after %s', async (_, refusal) => {
    const scenario = new Scenario({ a: ['The quick', CUT], b: [[refusal], [' fox', { finish: 'stop' }]] }, PREFILL);
    expect((await read(scenario, piped)).text).toBe('The quick fox');
  });

  test('never ends with the refusal of a beginning', async () => {
    const scenario = new Scenario(
      { a: ['The quick', CUT], b: [[REFUSED], [fault('overloaded')]], c: [fault('server')] },
      PREFILL,
    );
    expect((await read(scenario, piped)).end).toBe('0 error server [a/m network, b/m overloaded, c/m server]');
  });

  test('goes to the next model, and ends with what broke it, where nobody takes a continuation', async () => {
    const bad = fault('badRequest');
    const scenario = new Scenario({ a: ['The quick', CUT], b: [bad], c: [bad] });
    expect((await read(scenario, piped)).end).toBe('0 error network [a/m network, b/m badRequest, c/m badRequest]');
  });

  test('is put together from three models that all break off', async () => {
    const scenario = new Scenario({
      a: ['The quick ', CUT],
      b: ['The quick brown', CUT],
      c: ['The quick brown fox jumps', { finish: 'stop' }],
    });
    const { text, end } = await read(scenario, piped);
    expect(text).toBe('The quick brown fox jumps');
    expect(end).toContain('done c/m stop');
  });

  test('is asked for anew where only blanks came', async () => {
    const scenario = new Scenario({ a: ['\n', CUT], b: ['\n\nHello', { finish: 'stop' }] });
    expect((await read(scenario, piped)).text).toBe('\n\nHello');
    expect(lastSent(scenario, 'b')).toEqual(['user', 'hello']);
  });

  test('never shows half a character', async () => {
    const [high = '', low = ''] = '😀'.split('');
    const scenario = new Scenario({ a: [`Hi ${high}`, CUT], b: ['😀 there', { finish: 'stop' }] });
    expect((await read(scenario, piped)).text).toBe('Hi 😀 there');
    const whole = new Scenario({ a: [`Hi ${high}`, `${low}!`, { finish: 'stop' }] });
    expect((await whole.run(piped)).filter((line) => line.includes('text'))).toEqual(['0 text "Hi "', '0 text "😀!"']);
  });

  test('is not continued in the middle of a tool call', async () => {
    const scenario = new Scenario({ a: ['I call', call, CUT], b: ['never'] });
    expect((await read(scenario, piped)).end).toBe('0 error network [a/m network]');
  });

  test('is no single model’s own turn', async () => {
    const signed: Step = { say: { type: 'verbatim', content: 1 } };
    const scenario = new Scenario({ a: ['The', CUT], b: [' end', signed, { finish: 'stop' }] });
    const seen: ChatEvent[] = [];
    await scenario.run(piped, { onEvent: (event) => seen.push(event) });
    expect(seen.at(-1)).toMatchObject({ type: 'done', model: 'b/m' });
    expect(seen.at(-1)).not.toHaveProperty('verbatim');
  });

  test('that must be JSON is begun anew: nothing of it was shown', async () => {
    const structured = { name: 'x', schema: { type: 'object' } };
    const scenario = new Scenario({ a: ['{"a": 1', CUT], b: ['{"a": 2}', { finish: 'stop' }] });
    const { text } = await read(scenario, { ...piped, parameters: { structured } });
    expect(text).toBe('{"a":2}');
    expect(lastSent(scenario, 'b')).toEqual(['user', 'hello']);
  });
});

describe('an answer that breaks off before a reader who can take it back', () => {
  const CONTINUE = { resilience: { midStream: 'continue' } };

  test('is begun anew', async () => {
    const scenario = new Scenario({ a: ['The quick', CUT], b: ['A fox', { finish: 'stop' }] });
    const { text, log } = await read(scenario);
    expect(text).toBe('A fox');
    expect(log).toContain('0 retract 9');
  });

  test('is continued where the user wants that', async () => {
    const scenario = new Scenario({ a: ['The quick', CUT], b: ['quick brown', { finish: 'stop' }] }, CONTINUE);
    const { text, log } = await read(scenario);
    expect(text).toBe('The quick brown');
    expect(log.filter((line) => line.includes('retract'))).toEqual([]);
  });

  test('is begun anew even then where a filter stopped it', async () => {
    const resilience = { midStream: 'continue', contentFilterToNext: true };
    const filtered: Step[] = ['Half', { finish: 'contentFilter' }];
    const scenario = new Scenario({ a: filtered, b: ['Anew', { finish: 'stop' }] }, { resilience });
    expect((await read(scenario)).text).toBe('Anew');
  });

  test.each([
    ['a tool call', ['I call', call, CUT]],
    ['thoughts alone', [{ think: 'hm' }, CUT]],
    ['blanks', ['\n', CUT]],
  ] as [string, Step[]][])('is begun anew even then after %s', async (_, broken) => {
    const scenario = new Scenario({ a: broken, b: ['Anew', { finish: 'stop' }] }, CONTINUE);
    const { text, log } = await read(scenario);
    expect(text).toBe('Anew');
    expect(log.some((line) => line.includes('retract'))).toBe(true);
  });
});

describe('an answer without an end, or without a word', () => {
  const usage: Step = { usage: { inputTokens: 5, outputTokens: 3 } };

  test.each([
    ['text without a finish reason', ['Half']],
    ['text and usage without a finish reason', ['Half', usage]],
    ['a tool call without a finish reason', [call]],
    ['nothing, and a polite end', [{ finish: 'stop' }]],
    ['nothing, for want of room', [{ finish: 'length' }]],
    ['thoughts alone', [{ think: 'hm' }, { finish: 'stop' }]],
    ['no tool call, though it said so', [usage, { finish: 'toolCalls' }]],
  ] as [string, Step[]][])('is a failure: %s', async (_, script) => {
    const log = await new Scenario({ a: script, b: ['Hi', { finish: 'stop' }] }).run();
    expect(log).toContainEqual(expect.stringMatching(/fallback a\/m → b\/m: protocol/));
    expect(log.at(-1)).toContain('done b/m');
  });

  test.each([
    ['nothing, but billed', [usage, { finish: 'stop' }], 'stop'],
    ['thoughts that took all the room', [{ think: 'hm' }, usage, { finish: 'length' }], 'length'],
    ['a refusal', [{ finish: 'contentFilter' }], 'contentFilter'],
    ['text that was to call tools', ['Hi', { finish: 'toolCalls' }], 'toolCalls'],
  ] as [string, Step[], string][])('is an answer: %s', async (_, script, reason) => {
    expect((await new Scenario({ a: script }).run()).at(-1)).toContain(`done a/m ${reason}`);
  });
});
