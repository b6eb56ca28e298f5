import { describe, expect, test } from 'vitest';
import { replay, sumOf } from '../replay.ts';
import { block, delta, HELLO, input, PING, STOP, signature, start, stream, text, thinking } from './wireEvents.ts';

/** gateways.md §5, cases 34 to 39: what Anthropic's Messages are made of. */
const TEXT = { type: 'text', text: '' };
const tool = (id: string, name: string) => ({ type: 'tool_use', id, name, input: {} });

async function answerTo(...events: object[]) {
  const { events: said, log, error } = await replay({ body: stream(events) }, { api: 'anthropic-messages' });
  return { ...sumOf(said), events: said, log, error: error && `${error.kind}: ${error.message}` };
}

describe('a message', () => {
  test('case 34: grows in blocks by their index, with pings and unknown events anywhere', async () => {
    const [open1, one, close1] = block(0, TEXT, text('Look: '));
    const [open2, two, close2] = block(1, tool('t1', 'read'), input('{"path":"a"}'));
    const unknown = { type: 'content_block_glimmer', index: 0, delta: { text: 'no' } };
    const events = [PING, start(), PING, open1, open2, unknown, two, PING, one, close2, close1, delta('tool_use')];
    expect(await answerTo(...(events as object[]), { type: 'session_note' }, STOP, PING)).toMatchObject({
      text: 'Look: ',
      toolCalls: [{ name: 'read', arguments: '{"path":"a"}' }],
      finish: 'toolCalls',
      error: undefined,
    });
  });

  test('case 35: an overload in the middle of a 200 is an error, not an end', async () => {
    const overloaded = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    const { text: half, finish, error } = await answerTo(start(), ...block(0, TEXT, text('Half')), overloaded);
    expect({ half, finish, error }).toEqual({ half: 'Half', finish: undefined, error: 'overloaded: Overloaded' });
  });

  test('case 35: an overload that is the whole stream is an error, too', async () => {
    const { error } = await answerTo({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } });
    expect(error).toBe('overloaded: Overloaded');
  });
});

describe('a delta', () => {
  test('case 36: of text, thinking, its signature, citations and input: each goes where it belongs', async () => {
    const citation = { type: 'citations_delta', citation: { type: 'char_location', cited_text: 'c' } };
    const { events, ...sum } = await answerTo(
      start(),
      ...block(0, { type: 'thinking', thinking: '' }, thinking('hm'), signature('sig')),
      ...block(1, { type: 'redacted_thinking', data: 'xyz' }),
      ...block(2, TEXT, text('Hi'), citation),
      ...block(3, tool('t1', 'read'), input('{"pa'), input('th":"a"}')),
      ...block(4, { type: 'server_tool_use', id: 's1', name: 'web_search', input: {} }, input('{"q":"x"}')),
      delta('tool_use'),
      STOP,
    );
    expect(sum).toMatchObject({
      text: 'Hi',
      reasoning: 'hm',
      toolCalls: [{ name: 'read', arguments: '{"path":"a"}' }],
    });
    // What must go back is kept: signature, hidden thoughts, citations, the vendor's own search.
    expect(events.find(({ type }) => type === 'verbatim')).toMatchObject({
      content: [
        { type: 'thinking', thinking: 'hm', signature: 'sig' },
        { type: 'redacted_thinking', data: 'xyz' },
        { type: 'text', textLength: 2, citations: [citation.citation] },
        { type: 'tool_use', name: 'read', input: { path: 'a' } },
        { type: 'server_tool_use', input: { q: 'x' } },
      ],
    });
  });

  test('case 36: of empty input makes a call with no arguments, which goes back as {}', async () => {
    const events = [start(), ...block(0, { type: 'thinking', thinking: '' }, signature('sig'))];
    const answer = await answerTo(...events, ...block(1, tool('t1', 'now'), input('')), delta('tool_use'), STOP);
    expect(answer.toolCalls).toEqual([{ name: 'now', arguments: '' }]);
    expect(answer.events.find(({ type }) => type === 'verbatim')).toMatchObject({
      content: [{ type: 'thinking' }, { type: 'tool_use', name: 'now', input: {} }],
    });
  });
});

describe('usage', () => {
  const begun = { usage: { input_tokens: 100, output_tokens: 1, cache_read_input_tokens: 0 } };

  test('case 37: of the output is cumulative, of the input in message_start', async () => {
    const [first, second] = [delta(null, { output_tokens: 20 }), delta('end_turn', { output_tokens: 50 })];
    const { usage } = await answerTo(start(begun), ...block(0, TEXT, text('Hi')), first, second, STOP);
    expect(usage).toMatchObject({ uncachedInput: 100, outputText: 50 });
  });

  test('case 38: of the input is without what was read from the caches and written to them', async () => {
    const cached = {
      input_tokens: 3,
      cache_read_input_tokens: 1000,
      cache_creation_input_tokens: 700,
      cache_creation: { ephemeral_5m_input_tokens: 200, ephemeral_1h_input_tokens: 500 },
      output_tokens: 1,
    };
    const { usage } = await answerTo(start({ usage: cached }), ...HELLO.slice(1));
    expect(usage).toMatchObject({ uncachedInput: 3, cacheRead: 1000, cacheWrite5m: 200, cacheWrite1h: 500 });
  });
});

test.each([
  ['end_turn', 'stop'],
  ['max_tokens', 'length'],
  ['stop_sequence', 'stop'],
  ['tool_use', 'toolCalls'],
  ['pause_turn', 'stop'],
  ['refusal', 'contentFilter'],
  ['model_context_window_exceeded', 'length'],
])('case 39: %s ends as %s', async (reason, finish) => {
  const answer = await answerTo(start(), ...block(0, TEXT, text('Hi')), delta(reason), STOP);
  expect(answer).toMatchObject({ text: 'Hi', finish, details: { finishReason: reason } });
});
