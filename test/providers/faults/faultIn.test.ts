import { describe, expect, test } from 'vitest';
import { faultIn } from '../../../src/providers/faults/faultIn.ts';

function lineOf(value: unknown): string | undefined {
  const error = faultIn(value);
  return error && `${[error.kind, error.status, error.details.code].filter(Boolean).join(' ')}: ${error.message}`;
}

describe('an error within an answer is found', () => {
  test.each([
    // OpenAI and those who copy it
    [
      { error: { message: 'The server had an error', type: 'server_error', code: null } },
      'server server_error: The server had an error',
    ],
    [{ error: 'upstream overloaded' }, 'overloaded: upstream overloaded'],
    [
      { error: { message: 'Rate limit reached', code: 'rate_limit_exceeded' } },
      'rateLimit rate_limit_exceeded: Rate limit reached',
    ],
    [{ error: true, message: 'it broke' }, 'server: it broke'],
    [{ error: { code: 503 } }, 'overloaded 503: the provider gave no reason'],
    // vLLM and Mistral put it at the root.
    [
      { object: 'error', message: 'too long', type: 'BadRequestError', code: 400 },
      'server 400 BadRequestError: too long',
    ],
    [
      { code: 'wrong_api_format', message: 'Bad', param: null, type: 'invalid_request_error' },
      'server wrong_api_format: Bad',
    ],
    [
      { code: 'DataInspectionFailed', message: 'Output data may contain inappropriate content.', request_id: 'r' },
      'contentFilter DataInspectionFailed: Output data may contain inappropriate content.',
    ],
    [{ message: 'Network connection lost.' }, 'server: Network connection lost.'],
    [{ detail: 'Model x is overloaded' }, 'overloaded: Model x is overloaded'],
    // OpenRouter: beside choices, or in one; the code in the body counts as the status.
    [
      {
        error: { code: 502, message: 'Provider returned error' },
        choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }],
      },
      'server 502: Provider returned error',
    ],
    [{ error: { code: 429, message: 'Slow down' }, choices: [] }, 'rateLimit 429: Slow down'],
    [{ choices: [{ index: 0, error: { code: 503, message: 'Gone' }, delta: {} }] }, 'overloaded 503: Gone'],
    [
      {
        error: {
          code: 429,
          message: 'Provider returned error',
          metadata: { provider_name: 'Venice', raw: '{"error":{"message":"busy"}}' },
        },
      },
      'rateLimit 429: Provider returned error (Venice: busy)',
    ],
    // Anthropic
    [
      { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
      'overloaded overloaded_error: Overloaded',
    ],
    [{ type: 'error', error: { type: 'invalid_request_error', message: 'no' } }, 'server invalid_request_error: no'],
    // Responses
    [
      { type: 'error', code: 'rate_limit_exceeded', message: 'Slow down', param: null, sequence_number: 3 },
      'rateLimit rate_limit_exceeded: Slow down',
    ],
    [
      {
        type: 'response.failed',
        response: { id: 'r', status: 'failed', error: { code: 'server_error', message: 'Sorry' }, output: [] },
      },
      'server server_error: Sorry',
    ],
    [{ type: 'response.failed', response: { status: 'failed', error: null } }, 'server: the provider gave no reason'],
    [
      { object: 'response', status: 'failed', error: { code: 'insufficient_quota', message: 'Empty' } },
      'quota insufficient_quota: Empty',
    ],
    [{ object: 'response', status: 'failed', error: null }, 'server: the provider gave no reason'],
    [{ type: 'error' }, 'server: the provider gave no reason'],
    // Gemini, also as an element or the whole of an array
    [
      { error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } },
      'overloaded 503 UNAVAILABLE: The model is overloaded.',
    ],
    [
      [{ error: { code: 429, message: 'Quota', status: 'RESOURCE_EXHAUSTED' } }],
      'rateLimit 429 RESOURCE_EXHAUSTED: Quota',
    ],
    [[{ candidates: [] }, { error: { code: 500, message: 'Internal' } }], 'server 500: Internal'],
    // MiniMax
    [{ base_resp: { status_code: 1008, status_msg: 'insufficient balance' } }, 'quota: insufficient balance'],
    [{ choices: null, base_resp: { status_code: 1002, status_msg: 'rate limit' } }, 'rateLimit: rate limit'],
    // llama-box, through the reader
    [{ error: { detail: 'failed to decode', error: { message: 'failed to decode' } } }, 'server: failed to decode'],
  ])('%j', (value, expected) => {
    expect(lineOf(value)).toBe(expected);
  });
});

describe('an ordinary value is none', () => {
  test.each([
    [{ choices: [{ delta: { content: 'error: the error is {"error":{"message":"x"}}' } }] }],
    [{ choices: [{ delta: { content: 'x' }, error: null }], error: null }],
    [{ choices: [], usage: { prompt_tokens: 1 }, error: {} }],
    [{ choices: [], error: { code: null, message: '', type: null } }],
    [{ choices: [], error: '' }],
    [{ choices: [], error: [] }],
    [{ choices: [], error: false }],
    [{ choices: null }],
    [{ choices: [null] }],
    [{ choices: [{ delta: { content: 'x' }, error: { code: null } }] }],
    [{ code: 0, message: 'success', choices: [] }],
    [{ code: 0, message: 'success', data: {} }],
    [{ choices: [], base_resp: { status_code: 0, status_msg: '' } }],
    [{ message: '' }],
    [{ message: { role: 'assistant', content: 'x' }, done: false }],
    [{ type: 'message_start', message: { role: 'assistant', content: [] } }],
    [{ type: 'content_block_delta', delta: { type: 'text_delta', text: 'error' } }],
    [{ type: 'ping' }],
    [{ type: 'message', role: 'assistant', content: [], stop_reason: 'end_turn' }],
    [{ type: 'response.completed', response: { status: 'completed', error: null } }],
    [{ type: 'response.incomplete', response: { status: 'incomplete', error: null } }],
    [{ object: 'response', status: 'completed', error: null, output: [] }],
    [{ candidates: [{ content: { parts: [{ text: 'error' }] } }], error: null }],
    [{ promptFeedback: { blockReason: 'SAFETY' } }],
    [[{ candidates: [] }]],
    [{}],
    [[]],
    ['error'],
    [null],
    [undefined],
    [7],
  ])('%j', (value) => {
    expect(faultIn(value)).toBeUndefined();
  });
});

describe('what a vendor accepted', () => {
  test.each([400, 404, 405, 409, 410, 415, 422])('and then calls %i is its own failure', (code) => {
    expect(faultIn({ error: { code, message: 'no' } })?.kind).toBe('server');
    expect(faultIn({ error: { code, message: 'no' } })?.status).toBe(code);
  });

  test.each([
    [{ code: 'unsupported_value', message: "Unsupported value: 'seed'" }, 'server'],
    [{ code: 'invalid_request_error', message: 'anything' }, 'server'],
    // Words say so.
    [{ code: 404, message: 'The model `x` does not exist' }, 'modelNotFound'],
    [{ code: 400, message: "This model's maximum context length is 8192 tokens" }, 'contextLength'],
    [{ code: 400, message: 'Output blocked by content filtering policy' }, 'contentFilter'],
    [{ code: 401, message: 'Invalid API key' }, 'auth'],
    [{ code: 402, message: 'Insufficient credits' }, 'quota'],
    [{ message: 'Request timed out' }, 'timeout'],
    [{ message: 'upstream timeout' }, 'timeout'],
  ])('%j is %s', (error, kind) => {
    expect(faultIn({ error })?.kind).toBe(kind);
  });
});

test('details are read from the body', () => {
  const error = faultIn({
    type: 'error',
    error: { type: 'rate_limit_error', message: 'Please try again in 2s' },
    request_id: 'req_1',
  });
  expect(error?.details).toMatchObject({ code: 'rate_limit_error', requestId: 'req_1', retryAfterMs: 2000 });
  const long = faultIn({ error: { message: "This model's maximum context length is 8192 tokens" } });
  expect(long?.details.contextWindow).toBe(8192);
});

test('looking at an ordinary chunk costs next to nothing', () => {
  const chunks = [
    { id: '1', object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content: 'x' }, finish_reason: null }] },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'x' } },
    { type: 'response.output_text.delta', delta: 'x' },
    { candidates: [{ content: { parts: [{ text: 'x' }] } }] },
  ];
  const start = performance.now();
  let found = 0;
  for (let i = 0; i < 200_000; i++) if (faultIn(chunks[i % chunks.length]) !== undefined) found++;
  expect(found).toBe(0);
  // Five microseconds each at most on a busy machine; thousands come in a second.
  expect(performance.now() - start).toBeLessThan(1000);
});
