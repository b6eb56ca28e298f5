import type { Api } from '../../src/core/models/preset.ts';
import { missing, recordings } from '../providers/recordings.ts';
import { sse } from '../providers/replay.ts';

/** A body to start from. */
export interface Seed {
  readonly api: Api;
  readonly name: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const LARGEST_BYTES = 60_000;

const SPOKEN: readonly Api[] = ['openai-chat', 'anthropic-messages', 'gemini', 'openai-responses'];

/** Every recording of the dialects where they are at hand, and a few bodies of our own for each dialect. */
export function corpus(): Seed[] {
  const recorded = SPOKEN.flatMap((api) =>
    recordings(api).map(({ name, replay: { status = 200, headers = {}, body } }) => ({
      ...{ api, name, status, headers },
      body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    })),
  );
  return [...recorded.filter(({ body }) => body.length <= LARGEST_BYTES), ...OWN];
}

/** Whether the recordings are part of it. */
export const withRecordings = missing === undefined;

const OWN: readonly Seed[] = [
  own('openai-chat', [
    { model: 'm', choices: [{ index: 0, delta: { role: 'assistant', content: 'Hé' }, finish_reason: null }] },
    {
      choices: [
        {
          index: 0,
          delta: {
            reasoning_content: 'hm',
            tool_calls: [{ index: 0, id: 'a', function: { name: 'f', arguments: '{"x":' } }],
          },
        },
      ],
    },
    {
      choices: [
        { index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: '1}' } }] }, finish_reason: 'tool_calls' },
      ],
    },
    { choices: [], usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 } },
  ]),
  own('anthropic-messages', [
    { type: 'message_start', message: { id: 'm', model: 'm', usage: { input_tokens: 3, output_tokens: 1 } } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hé' } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 2 } },
    { type: 'message_stop' },
  ]),
  own('gemini', [
    {
      candidates: [
        { content: { role: 'model', parts: [{ text: 'Hé' }, { functionCall: { name: 'f', args: { x: 1 } } }] } },
      ],
    },
    {
      candidates: [{ finishReason: 'STOP' }],
      usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 2, totalTokenCount: 5 },
    },
  ]),
  own('openai-responses', [
    { type: 'response.created', response: { id: 'r', model: 'm', output: [] } },
    { type: 'response.output_item.added', output_index: 0, item: { type: 'message', id: 'i', content: [] } },
    { type: 'response.output_text.delta', item_id: 'i', output_index: 0, content_index: 0, delta: 'Hé' },
    {
      type: 'response.completed',
      response: {
        id: 'r',
        status: 'completed',
        output: [],
        usage: { input_tokens: 3, output_tokens: 2, total_tokens: 5 },
      },
    },
  ]),
];

function own(api: Api, chunks: readonly object[]): Seed {
  const body = new TextEncoder().encode(sse(chunks));
  return { api, name: `own/${api}`, status: 200, headers: { 'content-type': 'text/event-stream' }, body };
}
