import type { Api } from '../src/core/models/preset.ts';

const WORDS = 'The quick brown fox jumps over the lazy dög — 你好, said it, and `const x = 1;` was its answer. '.split(
  /(?<= )/,
);

/** The frames that each dialect's own vendor streams for a text of so many pieces, one for each piece in the middle. */
export const VENDOR_STREAMS: Readonly<Record<Exclude<Api, 'vscode-lm'>, (pieces: number) => string[]>> = {
  'openai-chat': (pieces) => [
    ...texts(pieces).map((content) => data(chatChunk({ content }, null))),
    data(chatChunk({}, 'stop')),
    data({
      ...chatChunk({}, null),
      choices: [],
      usage: { prompt_tokens: 12, completion_tokens: pieces, total_tokens: pieces + 12 },
    }),
    'data: [DONE]\n\n',
  ],
  'anthropic-messages': (pieces) => [
    event({
      type: 'message_start',
      message: {
        ...{ id: 'msg_1', type: 'message', role: 'assistant', model: 'claude', content: [], stop_reason: null },
        usage: { input_tokens: 12, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 1 },
      },
    }),
    event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
    ...texts(pieces).map((text) =>
      event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
    ),
    event({ type: 'content_block_stop', index: 0 }),
    event({
      type: 'message_delta',
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: { output_tokens: pieces },
    }),
    event({ type: 'message_stop' }),
  ],
  gemini: (pieces) =>
    texts(pieces).map((text, index) => {
      const last = index === pieces - 1;
      const content = { parts: [{ text }], role: 'model' };
      return `data: ${JSON.stringify({
        candidates: [{ content, index: 0, ...(last ? { finishReason: 'STOP' } : {}) }],
        usageMetadata: { promptTokenCount: 12, candidatesTokenCount: index + 1, totalTokenCount: index + 13 },
        ...{ modelVersion: 'gemini', responseId: 'id' },
      })}\r\n\r\n`;
    }),
  'openai-responses': (pieces) => {
    const response = { id: 'resp_1', object: 'response', status: 'in_progress', model: 'gpt', output: [] };
    const place = { item_id: 'msg_1', output_index: 0, content_index: 0 };
    const text = texts(pieces).join('');
    const item = {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      content: [{ type: 'output_text', text, annotations: [] }],
    };
    return [
      event({ type: 'response.created', sequence_number: 0, response }),
      event({
        type: 'response.output_item.added',
        sequence_number: 1,
        output_index: 0,
        item: { ...item, content: [] },
      }),
      ...texts(pieces).map((delta, index) =>
        event({ type: 'response.output_text.delta', sequence_number: index + 2, ...place, delta, logprobs: [] }),
      ),
      event({ type: 'response.output_text.done', sequence_number: pieces + 2, ...place, text }),
      event({ type: 'response.output_item.done', sequence_number: pieces + 3, output_index: 0, item }),
      event({
        type: 'response.completed',
        sequence_number: pieces + 4,
        response: {
          ...{ ...response, status: 'completed', output: [item] },
          usage: { input_tokens: 12, output_tokens: pieces, total_tokens: pieces + 12 },
        },
      }),
    ];
  },
};

function texts(pieces: number): string[] {
  return Array.from({ length: pieces }, (_, index) => WORDS[index % WORDS.length] ?? '');
}

function chatChunk(delta: object, finish_reason: string | null) {
  const head = {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'gpt',
    system_fingerprint: 'fp',
  };
  return { ...head, choices: [{ index: 0, delta, logprobs: null, finish_reason }] };
}

function data(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

function event(value: { readonly type: string; readonly [field: string]: unknown }): string {
  return `event: ${value.type}\n${data(value)}`;
}
