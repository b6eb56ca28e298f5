import { describe, expect, test } from 'vitest';
import { type ChatMessage, textMessage } from '../../../src/core/chat/message.ts';
import type { Quirks } from '../../../src/core/models/preset.ts';
import type { ProviderCall } from '../../../src/core/ports/provider.ts';
import { omitFields } from '../../../src/providers/omitFields.ts';
import { toRequest } from '../../../src/providers/openaiChat/toRequest.ts';

const HI = [textMessage('user', 'hi')];
const BARE = {
  model: 'm',
  messages: [{ role: 'user', content: 'hi' }],
  stream: true,
  stream_options: { include_usage: true },
};

/** The request body of a call, without what a bare one has. */
function added(call: Partial<ProviderCall>, quirks: Quirks = {}): Record<string, unknown> {
  const whole = { providerId: 'a', modelName: 'm', messages: HI, onActivity() {}, ...call };
  const body = omitFields(toRequest(whole, quirks), call.without ?? []);
  return Object.fromEntries(
    Object.entries(body).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(BARE[name as keyof typeof BARE]),
    ),
  );
}

const messagesOf = (messages: readonly ChatMessage[], quirks: Quirks = {}) => added({ messages }, quirks).messages;
const tool = { name: 'look', description: 'Looks.', parameters: { type: 'object', properties: {} } };
const closed = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false };

describe('parameters', () => {
  test.each<[string, Partial<ProviderCall>, Quirks, object]>([
    ['nothing', {}, {}, {}],
    [
      'temperature, seed and stop',
      { temperature: 0, seed: 7, stop: ['END'] },
      {},
      { temperature: 0, seed: 7, stop: ['END'] },
    ],
    ['the output limit', { maxOutputTokens: 9 }, {}, { max_tokens: 9 }],
    [
      "the vendor's name for it",
      { maxOutputTokens: 9 },
      { outputLimit: 'max_completion_tokens' },
      { max_completion_tokens: 9 },
    ],
    [
      'the other name where one is refused',
      { maxOutputTokens: 9, without: ['max_tokens'] },
      {},
      { max_completion_tokens: 9 },
    ],
    ['neither where both are', { maxOutputTokens: 9, without: ['max_tokens', 'max_completion_tokens'] }, {}, {}],
    ['an effort', { reasoningEffort: 'low' }, {}, { reasoning_effort: 'low' }],
    ["OpenRouter's effort", { reasoningEffort: 'low' }, { effort: 'reasoning' }, { reasoning: { effort: 'low' } }],
    ['no effort where there is none', { reasoningEffort: 'low' }, { effort: 'none' }, {}],
    ['tools', { tools: [tool] }, {}, { tools: [{ type: 'function', function: tool }] }],
    ['no tools', { tools: [], toolChoice: 'required' }, {}, {}],
    [
      'a forced tool',
      { tools: [tool], toolChoice: { name: 'look' } },
      {},
      {
        tools: [{ type: 'function', function: tool }],
        tool_choice: { type: 'function', function: { name: 'look' } },
      },
    ],
    [
      'some tool',
      { tools: [tool], toolChoice: 'required' },
      {},
      { tools: [{ type: 'function', function: tool }], tool_choice: 'required' },
    ],
    [
      'a schema that can be held to',
      { structured: { name: 's', schema: closed } },
      {},
      {
        response_format: { type: 'json_schema', json_schema: { name: 's', schema: closed, strict: true } },
      },
    ],
    [
      'a schema that cannot',
      { structured: { name: 's', schema: { type: 'object' } } },
      {},
      {
        response_format: { type: 'json_schema', json_schema: { name: 's', schema: { type: 'object' } } },
      },
    ],
    [
      'any JSON',
      { structured: { name: 's', schema: closed } },
      { structured: 'object' },
      { response_format: { type: 'json_object' } },
    ],
    ['no format', { structured: { name: 's', schema: closed } }, { structured: 'none' }, {}],
    ["the vendor's own fields", {}, { body: { usage: { include: true } } }, { usage: { include: true } }],
    ['no field that is refused', { temperature: 1, seed: 1, without: ['temperature'] }, {}, { seed: 1 }],
  ])('%s', (_, call, quirks, expected) => {
    expect(added(call, quirks)).toEqual(expected);
  });

  test('a model that does not stream is asked without', () => {
    const call = { providerId: 'a', modelName: 'm', messages: HI, onActivity() {}, without: ['stream'] };
    expect(toRequest(call, {})).toEqual({ model: 'm', messages: BARE.messages });
  });
});

describe('messages', () => {
  test('with pictures', () => {
    const image = { type: 'image', mimeType: 'image/png', base64: 'AAAA' } as const;
    expect(messagesOf([{ role: 'user', parts: [{ type: 'text', text: 'see' }, image] }])).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'see' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
        ],
      },
    ]);
  });

  const call = { type: 'toolCall', id: 'c1', name: 'look', arguments: '' } as const;
  const image = { type: 'image', mimeType: 'image/png', base64: 'AAAA' } as const;

  test('with tool calls and their results, pictures after them', () => {
    const messages: ChatMessage[] = [
      textMessage('system', 'Be kind.'),
      ...HI,
      {
        role: 'assistant',
        parts: [{ type: 'text', text: 'I look.' }, call, { ...call, id: 'c2', arguments: '{"x":1}' }],
      },
      {
        role: 'tool',
        parts: [
          { type: 'toolResult', id: 'c1', name: 'look', content: [{ type: 'text', text: 'grass' }, image] },
          { type: 'toolResult', id: 'c2', name: 'look', content: [] },
        ],
      },
    ];
    expect(messagesOf(messages)).toEqual([
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: 'hi' },
      {
        role: 'assistant',
        content: 'I look.',
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'look', arguments: '{}' } },
          { id: 'c2', type: 'function', function: { name: 'look', arguments: '{"x":1}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'grass' },
      { role: 'tool', tool_call_id: 'c2', content: '' },
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] },
    ]);
  });

  test('bring reasoning back where the vendor wants it', () => {
    const verbatim = { model: 'a/m', content: { reasoning_content: 'hm', reasoning_details: [{ type: 'x' }] } };
    const turn = (parts: ChatMessage['parts']) => messagesOf([{ role: 'assistant', parts, verbatim }], quirks);
    let quirks: Quirks = { reasoningBack: 'reasoning_content' };
    expect(turn([call])).toMatchObject([{ content: null, reasoning_content: 'hm' }]);
    expect(turn([{ type: 'text', text: 'x' }])).toEqual([{ role: 'assistant', content: 'x' }]);
    quirks = { reasoningBack: 'reasoning_details' };
    expect(turn([{ type: 'text', text: 'x' }])).toEqual([
      { role: 'assistant', content: 'x', reasoning_details: [{ type: 'x' }] },
    ]);
    quirks = {};
    expect(turn([call])).toMatchObject([{ content: null }]);
  });

  const signed = { type: 'reasoning.text', text: 'ab', format: 'anthropic-claude-v1', index: 0, signature: 's' };

  test('bring whole blocks of reasoning back where fragments were kept', () => {
    const fragments = [
      { type: 'reasoning.text', text: 'a', format: 'anthropic-claude-v1', index: 0 },
      { type: 'reasoning.text', text: 'b', format: 'anthropic-claude-v1', index: 0 },
      { type: 'reasoning.text', signature: 's', format: 'anthropic-claude-v1', index: 0 },
    ];
    const verbatim = { model: 'a/m', content: { reasoning_details: fragments } };
    const turn: ChatMessage = { ...textMessage('assistant', 'x'), verbatim };
    expect(messagesOf([turn], { reasoningBack: 'reasoning_details' })).toEqual([
      { role: 'assistant', content: 'x', reasoning_details: [signed] },
    ]);
  });

  test('bring no reasoning back that was refused', () => {
    const verbatim = { model: 'a/m', content: { reasoning_details: [signed] } };
    const messages: ChatMessage[] = [{ ...textMessage('assistant', 'x'), verbatim }];
    const without = ['messages.reasoning_details'];
    expect(added({ messages, without }, { reasoningBack: 'reasoning_details' }).messages).toEqual([
      { role: 'assistant', content: 'x' },
    ]);
  });

  test('do not trust what was kept on disk', () => {
    const verbatim = { model: 'a/m', content: { reasoning_details: 'broken' } };
    const turn: ChatMessage = { ...textMessage('assistant', 'x'), verbatim };
    expect(messagesOf([turn], { reasoningBack: 'reasoning_details' })).toEqual([{ role: 'assistant', content: 'x' }]);
  });
});
