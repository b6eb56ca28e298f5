import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorLine } from '../eventLines.ts';
import { replay, sse } from '../replay.ts';
import { completed, delta, END, eventsOf, ITEMS, logOf, USED } from './converted.ts';
import { ALL, message, response, streamed, USAGE } from './streamed.ts';

describe('a stream of events', () => {
  test.each<[string, unknown[]]>([
    ['keep-alives (OpenAI has an undocumented one)', [{ type: 'keepalive', sequence_number: 3 }]],
    [
      'what the vendor does with tools of its own',
      [
        {
          type: 'response.output_item.added',
          output_index: 0,
          item: { type: 'web_search_call', id: 'ws_0', status: 'in_progress' },
        },
        { type: 'response.web_search_call.searching', item_id: 'ws_0', output_index: 0 },
        { type: 'response.code_interpreter_call_code.delta', item_id: 'ci_0', output_index: 0, delta: 'print(1)' },
        { type: 'response.mcp_call_arguments.delta', item_id: 'mcp_0', output_index: 0, delta: '{}' },
        { type: 'response.custom_tool_call_input.delta', item_id: 'ctc_0', output_index: 0, delta: 'x' },
        {
          type: 'response.output_item.done',
          output_index: 0,
          item: { type: 'web_search_call', id: 'ws_0', status: 'completed' },
        },
        {
          type: 'response.output_item.done',
          output_index: 1,
          item: { type: 'custom_tool_call', id: 'ctc_0', call_id: 'c', name: 'x', input: 'x' },
        },
      ],
    ],
    [
      'annotations and log probabilities',
      [{ type: 'response.output_text.annotation.added', annotation: { type: 'url_citation' } }],
    ],
    [
      'odd fields',
      [
        { type: 'response.output_text.delta', delta: { odd: 1 } },
        { type: 'response.output_text.delta', delta: null, output_index: 'zero' },
        { type: 'response.output_item.added', item: 'none' },
        { type: 'response.output_item.done', item: { type: 'message', content: 7 } },
        {
          type: 'response.output_item.done',
          item: { type: 'message', content: [7, null, { type: 'output_text', text: 9 }] },
        },
        { type: 'response.content_part.done', part: { type: 'unheard_of', text: 'x' } },
        { type: 'response.in_progress', response: { output: 'no', usage: 'no', status: 7 } },
        { type: 7 },
        [],
        null,
        'text',
      ],
    ],
  ])('with %s has nothing more to say', (_, extra) => {
    expect(logOf(...extra, delta('Hi'), ...extra, completed([message('msg_0', 'Hi')]))).toEqual(['text "Hi"', ...END]);
  });

  test('may show its output so far, and goes on', () => {
    const sofar = {
      type: 'response.in_progress',
      response: response([message('msg_0', 'Hel')], { status: 'in_progress', usage: null }),
    };
    expect(logOf(sofar, delta('Hello'), completed([message('msg_0', 'Hello')]))).toEqual(['text "Hello"', ...END]);
  });

  test('keeps the text beside usage that cannot be read', () => {
    const usage = { input_tokens: 'ten', output_tokens: -1, input_tokens_details: 7, total_tokens: null };
    expect(logOf(delta('Hi'), completed([message('msg_0', 'Hi')], { usage }))).toEqual([
      'text "Hi"',
      'finish stop',
      'usage 0 (0 cached) + 0 (0 reasoning)',
    ]);
  });

  test('keeps a good part beside one that cannot be read', () => {
    const content = ['odd', null, { type: 'output_text', text: 'good' }];
    expect(logOf(response([{ ...message('msg_0'), content }]))).toEqual(['text "good"', ...END]);
  });

  test('never throws a bug at us, whatever its values are', () => {
    const words = fc.constantFrom(
      ...Object.keys({ ...streamed(ITEMS)[4], item: 0, part: 0, response: 0, output: 0, content: 0 }),
    );
    const typed = fc.record(
      {
        type: fc.constantFrom(
          'response.output_item.added',
          'response.output_item.done',
          'response.completed',
          'response.output_text.delta',
          'response.function_call_arguments.done',
          'error',
          'message',
          'reasoning',
          'function_call',
        ),
        item: fc.dictionary(words, fc.jsonValue()),
        part: fc.jsonValue(),
        response: fc.dictionary(words, fc.jsonValue()),
        delta: fc.jsonValue(),
        output_index: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.jsonValue(), typed)), (values) => {
        const events = eventsOf(values);
        expect(events.filter(({ type }) => type === 'finish' || type === 'fault').length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1000 },
    );
  });

  test('is the same however its bytes are framed and cut', async () => {
    const events = streamed(ITEMS).map((event) => JSON.stringify(event));
    const plain = await replay({ body: sse(streamed(ITEMS)) }, { api: 'openai-responses' });
    const named = events.map((data) => `event: ${JSON.parse(data).type}\ndata: ${data}\n\n`).join('');
    for (const body of [
      named,
      named.replaceAll('\n', '\r\n'),
      named.replaceAll('\n', '\r'),
      `\uFEFF${named}`,
      named.slice(0, -2),
      `: OPENROUTER PROCESSING\n\n${named.replaceAll('data: ', 'data:')}`,
      `retry: 10\nid: 1\n${named}data: [DONE]\n\n`,
      `[${events.join(',\n')}]`,
      events.join('\n'),
    ]) {
      for (const pieceBytes of [1, 7, 65_536]) {
        expect((await replay({ body }, { api: 'openai-responses', pieceBytes })).log).toEqual(plain.log);
      }
    }
  });
});

describe('the end', () => {
  const incomplete = (reason: string | null) => ({
    type: 'response.incomplete',
    response: response([message('msg_0', 'Half')], { status: 'incomplete', incomplete_details: reason && { reason } }),
  });

  test.each([
    ['max_output_tokens', 'length'],
    ['content_filter', 'contentFilter'],
    ['something_new', 'length'],
    [null, 'length'],
  ])('incomplete for %s is %s', (reason, expected) => {
    expect(logOf(delta('Half'), incomplete(reason))).toEqual(['text "Half"', `finish ${expected}`, USED]);
    const { response: whole } = incomplete(reason);
    expect(logOf(whole)).toEqual(['text "Half"', `finish ${expected}`, USED]);
  });

  test('is what the reason says, whatever the status', () => {
    const fields = { incomplete_details: { reason: 'max_output_tokens' } };
    expect(logOf(completed([message('msg_0', 'Half')], fields))).toEqual(['text "Half"', 'finish length', USED]);
  });

  test('with all tokens spent on reasoning has no text', () => {
    const end = {
      type: 'response.incomplete',
      response: response([{ type: 'reasoning', id: 'rs', summary: [] }], {
        status: 'incomplete',
        incomplete_details: { reason: 'max_output_tokens' },
      }),
    };
    expect(logOf(...streamed([], ALL, end))).toEqual(['finish length', USED]);
  });

  test('is known from the event alone', () => {
    expect(logOf(delta('Hi'), { type: 'response.completed' })).toEqual(['text "Hi"', 'finish stop']);
  });

  test.each(['response.done', undefined])('is known from the status alone (%s)', (type) => {
    expect(logOf({ ...(type ? { type, response: response([]) } : response([])) })).toEqual(END);
    expect(logOf(response([], { status: 'complete' }))).toEqual(END);
    expect(logOf({ object: 'response', output: [message('msg_0', 'Hi')] })).toEqual(['text "Hi"', 'finish stop']);
  });

  test.each([
    ['cut off', streamed(ITEMS).slice(0, -1)],
    ['a response that only began', [response([], { status: 'in_progress', usage: null })]],
    ['a response that says no status yet', [{ type: 'response.created', response: { output: [], model: 'm' } }]],
    ['a response that is queued', [response([], { status: 'queued', usage: null })]],
    ['nothing', []],
  ])('is not there for %s', (_, values) => {
    const types = eventsOf(values).map(({ type }) => type);
    expect(types).not.toContain('finish');
    expect(types).not.toContain('verbatim');
  });

  test('comes once, and after it no text, only usage', () => {
    const again = completed([message('msg_0', 'Hi'), message('msg_1', 'more')], {
      usage: { ...USAGE, output_tokens: 7 },
    });
    expect(
      eventsOf([delta('Hi'), completed([message('msg_0', 'Hi')]), delta('late'), again]).map(({ type }) => type),
    ).toEqual(['text', 'usage', 'details', 'finish', 'usage', 'details', 'details']);
  });
});

describe('an error', () => {
  const failed = {
    type: 'response.failed',
    response: response([], {
      status: 'failed',
      usage: null,
      error: { code: 'server_error', message: 'The model failed' },
    }),
  };

  test.each<[string, unknown[], string]>([
    [
      'event with its words at the root',
      [{ type: 'error', code: 'rate_limit_exceeded', message: 'Rate limit reached', param: null }],
      'rateLimit: Rate limit reached',
    ],
    [
      'event with its words inside',
      [{ type: 'error', error: { type: 'insufficient_quota', message: 'You exceeded your current quota' } }],
      'quota: You exceeded your current quota',
    ],
    ['response that failed', [failed], 'server: The model failed'],
    [
      'event and then the response that failed',
      [{ type: 'error', error: { message: 'The model failed' } }, failed],
      'server: The model failed',
    ],
    ['bare object', [{ error: { message: 'upstream overloaded' } }], 'overloaded: upstream overloaded'],
    ['whole response that failed', [failed.response], 'server: The model failed'],
    [
      'response that failed without a word',
      [{ type: 'response.done', response: response([], { status: 'failed', usage: null }) }],
      'server: the model failed in the middle of the answer',
    ],
    [
      'response that was cancelled',
      [response([], { status: 'cancelled', usage: null })],
      'server: the provider cancelled the answer',
    ],
  ])('%s is one fault, after the text before it', (_, values, expected) => {
    expect(logOf(delta('Half'), ...values)).toEqual(['text "Half"', expected]);
  });

  test('does not hide the usage after it', () => {
    const end = { ...failed, response: { ...failed.response, usage: USAGE } };
    expect(logOf({ type: 'error', message: 'Overloaded', code: null }, end)).toEqual(['overloaded: Overloaded', USED]);
  });

  test('is told before the stream began, with its status', async () => {
    const body =
      '{"error":{"message":"No tool output found for function call call_a.","type":"invalid_request_error","param":"input","code":null}}';
    const { error } = await replay({ status: 400, body }, { api: 'openai-responses' });
    expect(errorLine(error)).toBe('badRequest 400: No tool output found for function call call_a.');
  });
});
