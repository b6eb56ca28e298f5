import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProviderEvent } from '../../../src/core/ports/provider.ts';
import { MessagesConverter } from '../../../src/providers/anthropicMessages/toEvents.ts';
import { lines } from '../eventLines.ts';
import { sumOf } from '../replay.ts';
import { block, delta, HELLO, input, PING, STOP, signature, start, text, thinking } from './wireEvents.ts';

const TEXT = { type: 'text', text: '' };
const THINKING = { type: 'thinking', thinking: '', signature: '' };
const tool = (id: string, name: string, fields: object = {}) => ({ type: 'tool_use', id, name, input: {}, ...fields });

function eventsOf(...values: unknown[]): ProviderEvent[] {
  const converter = new MessagesConverter();
  return [...values.flatMap((value) => [...converter.push(value)]), ...converter.end()];
}

const logOf = (...values: unknown[]) => lines(eventsOf(...values));

describe('a streamed message', () => {
  test('has its text, with pings and unknown events anywhere', () => {
    const odd = [PING, { type: 'message_hint', index: 0, delta: { text: 'no' } }, { type: 7 }, null, 'x', [], 3];
    expect(logOf(...odd, ...HELLO.flatMap((event) => [event, ...odd]))).toEqual(['text "hello"', 'finish stop']);
  });

  test('has its thinking apart from its text', () => {
    const events = [
      start(),
      ...block(0, THINKING, thinking('hm'), thinking(''), thinking('!'), signature('sig')),
      ...block(1, TEXT, text('yes')),
      delta('end_turn'),
      STOP,
    ];
    expect(logOf(...events)).toEqual(['reasoning "hm!"', 'text "yes"', 'finish stop']);
  });

  test('says nothing for thinking that was redacted', () => {
    const redacted = block(0, { type: 'redacted_thinking', data: 'abc' });
    expect(logOf(start(), ...redacted, delta('end_turn'), STOP)).toEqual(['finish stop']);
  });

  test('keeps the text beside citations, and of blocks that begin with some', () => {
    const cited = block(0, { type: 'text', text: 'a' }, { type: 'citations_delta', citation: { url: 'u' } }, text('b'));
    expect(logOf(start(), ...cited, delta('end_turn'), STOP)).toEqual(['text "ab"', 'finish stop']);
  });

  test('may bring blocks that are whole with its start', () => {
    const content = [
      { type: 'text', text: 'so' },
      tool('t', 'one', { input: { id: 'c' } }),
      'odd',
      { text: 'no kind' },
    ];
    expect(logOf(start({ content, stop_reason: 'tool_use' }), STOP)).toEqual([
      'text "so"',
      'toolCall 0 t one ',
      'toolCall 0   {"id":"c"}',
      'finish toolCalls',
    ]);
  });

  test('may begin twice', () => {
    const [first, ...rest] = HELLO;
    const again = start({ content: [{ type: 'text', text: 'once' }], usage: { input_tokens: 9 } });
    expect(sumOf(eventsOf(again, again, first, ...rest)).text).toBe('oncehello');
  });

  test('may lack the beginnings of its blocks', () => {
    const pieces = [text('a'), thinking('b'), input('{}'), signature('s')];
    const deltas = pieces.map((piece) => ({ type: 'content_block_delta', delta: piece }));
    expect(logOf(...deltas, { type: 'content_block_stop' }, STOP)).toEqual([
      'text "a"',
      'reasoning "b"',
      'finish stop',
    ]);
  });

  test('may lack the indices of its blocks, and have odd fields beside its text', () => {
    const blocks = [
      ...block(0, TEXT, text('a')),
      ...block(0, tool('t', 'one', { input: { a: 1 } })),
      ...block(0, tool('u', 'two'), input('{"b":2}')),
    ];
    const events = eventsOf(...blocks.map((event) => ({ ...event, index: null, error: null })), STOP);
    expect(sumOf(events)).toMatchObject({
      text: 'a',
      toolCalls: [
        { name: 'one', arguments: '{"a":1}' },
        { name: 'two', arguments: '{"b":2}' },
      ],
    });
  });

  test('keeps what can be read beside fields that cannot', () => {
    const odd = { type: 'text_delta', text: 'x', thinking: 7, partial_json: {}, signature: null, stop_reason: [] };
    const usage = { input_tokens: 'three', output_tokens: -1, cache_creation: 7, output_tokens_details: [] };
    const events = [
      start({ id: 7, model: null, content: 'no', usage }),
      ...block(0, TEXT, odd),
      delta('end_turn', usage),
    ];
    expect(logOf(...events, STOP)).toEqual([
      'usage 0 (0 cached) + 0 (0 reasoning)',
      'text "x"',
      'usage 0 (0 cached) + 0 (0 reasoning)',
      'finish stop',
    ]);
  });
});

describe('the end of a message', () => {
  test.each([
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['pause_turn', 'stop'],
    ['compaction', 'stop'],
    ['something_new', 'stop'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['tool_use', 'toolCalls'],
    ['refusal', 'contentFilter'],
  ])('%s is %s', (reason, expected) => {
    const events = eventsOf(start(), delta(reason), STOP);
    expect(lines(events)).toEqual([`finish ${expected}`]);
    expect(sumOf(events).details.finishReason).toBe(reason);
  });

  test('tells why it was refused, where the vendor explains it', () => {
    const stopped = (stop_details: unknown) => ({ stop_reason: 'refusal', stop_details });
    const refusal = { type: 'refusal', category: 'cyber', explanation: 'It could help an attack.' };
    const streamed = (details: unknown) =>
      sumOf(eventsOf(start(), { type: 'message_delta', delta: stopped(details) }, STOP)).details;
    expect(streamed(refusal)).toMatchObject({ finishReason: 'refusal', finishMessage: 'It could help an attack.' });
    for (const none of [null, undefined, 'x', { ...refusal, explanation: null }, { explanation: 7 }]) {
      expect(streamed(none)).toMatchObject({ finishReason: 'refusal' });
      expect(streamed(none)).not.toHaveProperty('finishMessage');
    }
    const whole = sumOf(eventsOf({ type: 'message', content: [], ...stopped(refusal) }));
    expect(whole).toMatchObject({ finish: 'contentFilter', details: { finishMessage: 'It could help an attack.' } });
  });

  test('is known once its reason is told, also where message_stop is missing; what has neither was cut off', () => {
    expect(logOf(...HELLO.slice(0, -1))).toEqual(['text "hello"', 'finish stop']);
    expect(logOf(...HELLO.slice(0, -2))).toEqual(['text "hello"']);
    expect(logOf(start(), delta(null), STOP)).toEqual(['finish stop']);
    const early = { type: 'message_start', message: { content: [], stop_reason: 'end_turn' } };
    expect(logOf(early, ...block(0, TEXT, text('half')))).toEqual(['text "half"']);
  });

  test('comes once, and nothing is said after it', () => {
    const late = [...block(1, TEXT, text('late')), delta('refusal', { output_tokens: 7 }), STOP, start(), ...HELLO];
    expect(logOf(...HELLO, ...late)).toEqual(['text "hello"', 'finish stop', 'usage 0 (0 cached) + 7 (0 reasoning)']);
  });
});

describe('an error event', () => {
  const error = (type: string) => ({ type: 'error', error: { details: null, type, message: 'Overloaded' } });

  test('after text is a fault, once, which no end covers up; counts after it are read', () => {
    const log = logOf(
      ...HELLO.slice(0, 3),
      error('overloaded_error'),
      error('overloaded_error'),
      delta('end_turn', { output_tokens: 5 }),
      STOP,
    );
    expect(log).toEqual(['text "hel"', 'overloaded: Overloaded', 'usage 0 (0 cached) + 5 (0 reasoning)']);
  });

  test('is the whole answer, or comes after its end', () => {
    expect(logOf(error('overloaded_error'))).toEqual(['overloaded: Overloaded']);
    expect(logOf(...HELLO, error('overloaded_error')).slice(-2)).toEqual(['finish stop', 'overloaded: Overloaded']);
  });

  test('of an empty answer leaves no turn to send back', () => {
    const events = eventsOf(start(), ...block(0, THINKING, thinking('a'), signature('s')), error('api_error'), STOP);
    expect(events.filter(({ type }) => type === 'verbatim' || type === 'finish')).toEqual([]);
  });
});

describe('what the vendor says besides', () => {
  test('is kept: id, model, tier, and the usage as it was sent, put together', () => {
    const usage = { input_tokens: 5, output_tokens: 1, service_tier: 'priority', cache_creation: null };
    const end = delta('end_turn', {
      output_tokens: 9,
      input_tokens: null,
      server_tool_use: { web_search_requests: 2 },
    });
    expect(sumOf(eventsOf(start({ usage }), end, STOP)).details).toEqual({
      responseId: 'msg_1',
      model: 'claude-test-1',
      serviceTier: 'priority',
      finishReason: 'end_turn',
      usage: {
        input_tokens: 5,
        output_tokens: 9,
        service_tier: 'priority',
        server_tool_use: { web_search_requests: 2 },
      },
    });
  });
});

describe('any values', () => {
  const word = fc.constantFrom('text', 'thinking', 'tool_use', 'server_tool_use', 'x');
  const kind = fc.constantFrom(
    'text_delta',
    'thinking_delta',
    'input_json_delta',
    'signature_delta',
    'citations_delta',
  );
  const odd = fc.oneof(fc.string(), fc.constant(null), fc.integer(), fc.constant({}));
  const event = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        type: fc.constantFrom(
          'message_start',
          'content_block_start',
          'content_block_delta',
          'content_block_stop',
          'message_delta',
          'message_stop',
          'message',
          'error',
          'ping',
        ),
        index: fc.oneof(fc.nat(3), odd),
        content_block: fc.record({ type: word, text: odd, thinking: odd, id: odd, name: odd, input: odd }),
        delta: fc.record({ type: kind, text: odd, thinking: odd, partial_json: odd, signature: odd, stop_reason: odd }),
        message: fc.record({ content: fc.oneof(odd, fc.array(fc.record({ type: word, text: odd }))), usage: odd }),
        usage: odd,
        error: odd,
      },
      { requiredKeys: ['type'] },
    ),
  );

  test('end at most once, say nothing after it, and break nothing', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (values) => {
        const types = eventsOf(...values).map(({ type }) => type);
        const end = types.indexOf('finish');
        expect(types.filter((type) => type === 'finish').length).toBeLessThan(2);
        expect(types.filter((type) => type === 'fault').length).toBeLessThan(2);
        const late = types.slice(end < 0 ? types.length : end + 1);
        expect(late.filter((type) => type === 'text' || type === 'reasoning' || type === 'toolCall')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
