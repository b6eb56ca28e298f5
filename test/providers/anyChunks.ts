import fc from 'fast-check';
import type { Api } from '../../src/core/models/preset.ts';

/*
 * Arbitrary chunks in the shapes of each dialect: every field may be missing, and some are odd. No order is kept, so
 * that what a vendor would never send comes too.
 */

type Chunks = fc.Arbitrary<unknown>;

const words = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'Hé', '😀 ', '你好', '{"x":', '1}', '\n\ndata: ', ' ', '\\', '"') },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);
const odd: Chunks = fc.constantFrom(null, '', 0, -1, 1e21, true, [], {}, 'x', [null]);
/** Nearly always what is expected there. */
const mostly = <T>(arbitrary: fc.Arbitrary<T>): Chunks =>
  fc.oneof({ weight: 12, arbitrary: arbitrary as Chunks }, { weight: 1, arbitrary: odd });
const rarely = (arbitrary: Chunks): Chunks =>
  fc.oneof({ weight: 15, arbitrary: fc.constant(undefined) as Chunks }, { weight: 1, arbitrary });
const some = (fields: Record<string, Chunks>): Chunks => fc.record(fields, { requiredKeys: [] });
const list = (element: Chunks, maxLength = 3): Chunks => fc.array(element, { maxLength });

const text = mostly(words);
const index = mostly(fc.nat(2));
const id = mostly(fc.constantFrom('id_1', 'id_2', 'id_3', ''));
const name = mostly(fc.constantFrom('read', 'write', ''));
const tokens = mostly(fc.constantFrom(0, 1, 2, 7, 40, 2.5));
const error = mostly(
  some({
    message: mostly(fc.constantFrom('Overloaded', 'context too long', 'Rate limit reached. Try again in 1.5s', 'no')),
    code: mostly(fc.constantFrom(429, 500, '503', 'overloaded_error', 'content_filter', 400)),
    type: mostly(fc.constantFrom('overloaded_error', 'invalid_request_error', 'server_error')),
  }),
);
const rareError = rarely(error);

const chatMessage = some({
  role: fc.constant('assistant'),
  content: mostly(fc.oneof(words, fc.array(some({ type: fc.constantFrom('text', 'thinking'), text, thinking: text })))),
  reasoning_content: text,
  reasoning: text,
  reasoning_details: list(some({ type: fc.constantFrom('reasoning.text', 'reasoning.encrypted'), text, data: text })),
  refusal: text,
  tool_calls: list(some({ index, id, function: mostly(some({ name, arguments: text })) })),
  function_call: some({ name, arguments: text }),
});
const chat = some({
  id,
  model: text,
  choices: mostly(
    fc.array(
      some({
        index: mostly(fc.constantFrom(0, 0, 0, 1)),
        delta: mostly(chatMessage),
        message: chatMessage,
        finish_reason: mostly(
          fc.constantFrom(null, null, null, 'stop', 'length', 'tool_calls', 'content_filter', 'error', 'made-up'),
        ),
        error: rareError,
      }),
      { maxLength: 2 },
    ),
  ),
  usage: mostly(
    some({
      prompt_tokens: tokens,
      completion_tokens: tokens,
      total_tokens: tokens,
      cost: tokens,
      prompt_tokens_details: some({ cached_tokens: tokens }),
      completion_tokens_details: some({ reasoning_tokens: tokens }),
    }),
  ),
});

const block = some({
  type: mostly(fc.constantFrom('text', 'thinking', 'redacted_thinking', 'tool_use', 'server_tool_use')),
  text,
  thinking: text,
  id,
  name,
  input: mostly(fc.constantFrom({}, { a: 1 })),
});
const claudeUsage = mostly(
  some({
    input_tokens: tokens,
    output_tokens: tokens,
    cache_read_input_tokens: tokens,
    cache_creation_input_tokens: tokens,
  }),
);
const stopReason = mostly(fc.constantFrom(null, 'end_turn', 'max_tokens', 'tool_use', 'refusal', 'pause_turn', 'new'));
const blockDelta = some({
  type: fc.constant('content_block_delta'),
  index,
  delta: mostly(
    some({
      type: fc.constantFrom('text_delta', 'thinking_delta', 'input_json_delta', 'signature_delta', 'citations_delta'),
      text,
      thinking: text,
      partial_json: text,
      signature: text,
    }),
  ),
});
const messages = fc.oneof(
  some({
    type: fc.constant('message_start'),
    message: some({ id, model: text, content: list(block), usage: claudeUsage }),
  }),
  some({ type: fc.constant('content_block_start'), index, content_block: mostly(block) }),
  blockDelta,
  blockDelta,
  blockDelta,
  some({ type: fc.constant('content_block_stop'), index }),
  some({ type: fc.constant('message_delta'), delta: mostly(some({ stop_reason: stopReason })), usage: claudeUsage }),
  fc.constantFrom({ type: 'message_stop' }, { type: 'ping' }),
  some({ type: fc.constant('message'), content: list(block), stop_reason: stopReason, usage: claudeUsage }),
);

const part = some({
  text,
  thought: mostly(fc.boolean()),
  thoughtSignature: text,
  functionCall: some({
    id,
    name,
    args: mostly(fc.constantFrom({}, { a: 1 })),
    partialArgs: list(
      some({ jsonPath: fc.constantFrom('$.a', '$.b[0]', '$', 'x'), stringValue: text, numberValue: tokens }),
    ),
    willContinue: mostly(fc.boolean()),
  }),
  inlineData: some({ mimeType: text, data: text }),
});
const gemini = some({
  candidates: mostly(
    fc.array(
      some({
        index: mostly(fc.constantFrom(0, 0, 1)),
        content: mostly(some({ role: fc.constant('model'), parts: mostly(fc.array(mostly(part), { maxLength: 3 })) })),
        finishReason: rarely(fc.constantFrom('STOP', 'MAX_TOKENS', 'SAFETY', 'MALFORMED_FUNCTION_CALL', 'OTHER', 1)),
      }),
      { maxLength: 2 },
    ),
  ),
  promptFeedback: rarely(some({ blockReason: mostly(fc.constantFrom('SAFETY', 'OTHER', 1)) })),
  usageMetadata: some({
    promptTokenCount: tokens,
    candidatesTokenCount: tokens,
    thoughtsTokenCount: tokens,
    cachedContentTokenCount: tokens,
    totalTokenCount: tokens,
  }),
  modelVersion: text,
  responseId: id,
});

const item = some({
  type: mostly(fc.constantFrom('message', 'reasoning', 'function_call', 'web_search_call')),
  id,
  call_id: id,
  name,
  arguments: text,
  content: list(some({ type: fc.constantFrom('output_text', 'refusal', 'reasoning_text'), text, refusal: text })),
  summary: list(some({ type: fc.constant('summary_text'), text })),
  encrypted_content: text,
});
const response = some({
  id,
  object: fc.constant('response'),
  status: mostly(fc.constantFrom('in_progress', 'queued', 'completed', 'incomplete', 'in_progress', 'failed')),
  incomplete_details: some({ reason: fc.constantFrom('max_output_tokens', 'content_filter') }),
  output: list(mostly(item)),
  usage: some({ input_tokens: tokens, output_tokens: tokens, total_tokens: tokens }),
  error: rareError,
});
const TEXTS = ['output_text', 'refusal', 'reasoning_text', 'reasoning_summary_text', 'function_call_arguments'];
const responses = fc.oneof(
  some({
    type: fc.constantFrom(...TEXTS.flatMap((about) => [`response.${about}.delta`, `response.${about}.done`])),
    item_id: id,
    output_index: index,
    content_index: index,
    summary_index: index,
    delta: text,
    text,
    refusal: text,
    arguments: text,
  }),
  some({
    type: fc.constantFrom('response.output_item.added', 'response.output_item.done', 'response.content_part.done'),
    output_index: index,
    item_id: id,
    item: mostly(item),
    part: some({ type: fc.constantFrom('output_text', 'refusal', 'summary_text'), text }),
  }),
  some({
    type: fc.constantFrom(
      'response.created',
      'response.completed',
      'response.incomplete',
      'response.failed',
      'keepalive',
    ),
    response: mostly(response),
  }),
  response,
);

type HttpApi = Exclude<Api, 'vscode-lm'>;

/** A chunk of this dialect, in which anything may be anywhere; errors and others' words are rare. */
export function anyChunk(api: HttpApi): Chunks {
  const own = { 'openai-chat': chat, 'anthropic-messages': messages, gemini, 'openai-responses': responses }[api];
  const faults = fc.oneof(
    some({ error }),
    some({ type: fc.constant('error'), error }),
    some({ message: text, code: tokens }),
  );
  return fc.oneof(
    { weight: 30, arbitrary: own },
    { weight: 1, arbitrary: faults },
    { weight: 1, arbitrary: fc.jsonValue() as Chunks },
  );
}

/** The chunks that end an answer of this dialect well. */
export const GOOD_END: Readonly<Record<HttpApi, readonly object[]>> = {
  'openai-chat': [
    { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
    { choices: [], usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 } },
  ],
  'anthropic-messages': [
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { input_tokens: 3, output_tokens: 2 } },
    { type: 'message_stop' },
  ],
  gemini: [{ candidates: [{ finishReason: 'STOP' }], usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 2 } }],
  'openai-responses': [
    {
      type: 'response.completed',
      response: { status: 'completed', output: [], usage: { input_tokens: 3, output_tokens: 2, total_tokens: 5 } },
    },
  ],
};
