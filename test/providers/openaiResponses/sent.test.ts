import { describe, expect, test } from 'vitest';
import { type ChatMessage, textMessage } from '../../../src/core/chat/message.ts';
import type { Quirks } from '../../../src/core/models/preset.ts';
import type { ProviderCall } from '../../../src/core/ports/provider.ts';
import { omitFields } from '../../../src/providers/omitFields.ts';
import { toRequest } from '../../../src/providers/openaiResponses/toRequest.ts';

const CALL: ProviderCall = {
  providerId: 'p',
  modelName: 'gpt-4.1',
  messages: [textMessage('system', 'be kind'), textMessage('user', 'hi')],
  onActivity() {},
};

const sent = (changes: Partial<ProviderCall> = {}, quirks: Quirks = {}) => toRequest({ ...CALL, ...changes }, quirks);
const inputOf = (...messages: ChatMessage[]) => sent({ messages }).input;

const IMAGE = { type: 'image', mimeType: 'image/png', base64: 'AAAA' } as const;
const SENT_IMAGE = { type: 'input_image', detail: 'auto', image_url: 'data:image/png;base64,AAAA' };

const called = (id: string, args = '{}', text = ''): ChatMessage => ({
  role: 'assistant',
  parts: [
    ...(text === '' ? [] : [{ type: 'text', text } as const]),
    { type: 'toolCall', id, name: 'read', arguments: args },
  ],
});

const answered = (id: string, text = 'ok'): ChatMessage => ({
  role: 'tool',
  parts: [{ type: 'toolResult', id, name: 'read', content: [{ type: 'text', text }] }],
});

const sentCall = (call_id: string, args = '{}') => ({ type: 'function_call', call_id, name: 'read', arguments: args });
const sentResult = (call_id: string, output: unknown = 'ok') => ({ type: 'function_call_output', call_id, output });

describe('the body that is sent', () => {
  test('asks for a stream, stores nothing, and wants nothing else', () => {
    expect(sent()).toEqual({
      model: 'gpt-4.1',
      input: [
        { role: 'system', content: 'be kind' },
        { role: 'user', content: 'hi' },
      ],
      store: false,
      stream: true,
    });
  });

  test('carries every parameter that there is a field for', () => {
    const open = { type: 'object', properties: { path: { type: 'string' } } };
    const strict = { ...open, required: ['path'], additionalProperties: false };
    expect(
      sent({
        modelName: 'gpt-5',
        tools: [
          { name: 'read', description: 'Reads a file', parameters: strict },
          { name: 'list', parameters: open },
        ],
        toolChoice: { name: 'read' },
        structured: { name: 'answer', schema: strict },
        stop: ['END'],
        temperature: 0,
        maxOutputTokens: 900,
        seed: 7,
        reasoningEffort: 'low',
      }),
    ).toEqual({
      model: 'gpt-5',
      input: expect.any(Array),
      store: false,
      stream: true,
      tools: [
        { type: 'function', name: 'read', description: 'Reads a file', parameters: strict, strict: true },
        { type: 'function', name: 'list', parameters: open, strict: false },
      ],
      tool_choice: { type: 'function', name: 'read' },
      text: { format: { type: 'json_schema', name: 'answer', schema: strict, strict: true } },
      temperature: 0,
      max_output_tokens: 900,
      reasoning: { effort: 'low', summary: 'auto' },
      include: ['reasoning.encrypted_content'],
    });
  });

  test.each(['auto', 'none', 'required'] as const)('lets tools be chosen: %s', (toolChoice) => {
    const tools = [{ name: 'f', parameters: {} }];
    expect(sent({ tools, toolChoice })).toMatchObject({ tool_choice: toolChoice });
    expect(sent({ toolChoice })).not.toHaveProperty('tool_choice');
  });

  test('asks for a JSON answer as far as the vendor can', () => {
    const structured = { name: 'answer', schema: { type: 'object', properties: { a: {} } } };
    expect(sent({ structured }).text).toEqual({ format: { type: 'json_schema', ...structured } });
    expect(sent({ structured }, { structured: 'object' }).text).toEqual({ format: { type: 'json_object' } });
    expect(sent({ structured }, { structured: 'none' })).not.toHaveProperty('text');
  });

  test('asks for no fewer tokens than OpenAI allows', () => {
    expect(sent({ maxOutputTokens: 5 })).toMatchObject({ max_output_tokens: 16 });
  });

  test('is without what the model refused', () => {
    expect(sent({ without: ['stream'] })).not.toHaveProperty('stream');
    const without = ['reasoning.summary', 'include'];
    const body = omitFields(sent({ modelName: 'gpt-5', reasoningEffort: 'high' }), without);
    expect(body).toMatchObject({ reasoning: { effort: 'high' } });
    expect(body).not.toHaveProperty('include');
    expect(body).not.toHaveProperty('reasoning.summary');
    expect(omitFields(sent({ modelName: 'gpt-5' }), without)).not.toHaveProperty('reasoning');
  });

  test('has what the vendor needs besides', () => {
    expect(sent({}, { body: { truncation: 'auto' } })).toMatchObject({ truncation: 'auto', store: false });
  });
});

describe('reasoning', () => {
  const asked = (modelName: string, reasoningEffort?: ProviderCall['reasoningEffort']) => {
    const { reasoning, include } = sent({ modelName, ...(reasoningEffort === undefined ? {} : { reasoningEffort }) });
    return { reasoning, include };
  };
  const ENCRYPTED = ['reasoning.encrypted_content'];

  test.each([
    'gpt-5',
    'gpt-5.1-codex-max',
    'gpt-6-luna',
    'o3',
    'o4-mini-2025-04-16',
    'openai/gpt-5-mini',
    'x-ai/grok-4.3',
  ])('of %s is asked for in summary and encrypted', (model) => {
    expect(asked(model)).toEqual({ reasoning: { summary: 'auto' }, include: ENCRYPTED });
  });

  test.each([
    'gpt-4.1',
    'gpt-4o',
    'gpt-5-chat-latest',
    'grok-4-1-fast-non-reasoning',
    'openai/gpt-oss-120b',
    'my-deployment',
  ])('of %s, which refuses that or shows it anyway, is not', (model) => {
    expect(asked(model)).toEqual({ reasoning: undefined, include: undefined });
    expect(asked(model, 'high')).toEqual({ reasoning: { effort: 'high' }, include: undefined });
  });

  test('that is switched off has no summary', () => {
    expect(asked('gpt-5.1', 'none')).toEqual({ reasoning: { effort: 'none' }, include: ENCRYPTED });
  });
});

describe('a conversation', () => {
  test('keeps several system messages where they stand', () => {
    const messages = ['system', 'user', 'system', 'user', 'assistant', 'user'] as const;
    expect(inputOf(...messages.map((role, index) => textMessage(role, `${index}`)))).toEqual(
      messages.map((role, index) => ({ role, content: `${index}` })),
    );
  });

  test('may begin with an answer, and has no empty messages', () => {
    const messages = [
      textMessage('assistant', 'Hello!'),
      textMessage('user', ''),
      textMessage('system', ''),
      textMessage('assistant', ''),
    ];
    expect(inputOf(...messages, textMessage('user', 'hi'))).toEqual([
      { role: 'assistant', content: 'Hello!' },
      { role: 'user', content: 'hi' },
    ]);
  });

  test('has images as data URLs, in results of tools as well', () => {
    const result = {
      type: 'toolResult',
      id: 'a',
      name: 'read',
      content: [{ type: 'text', text: 'seen' }, IMAGE],
    } as const;
    expect(
      inputOf(
        { role: 'user', parts: [{ type: 'text', text: 'see' }, IMAGE, { type: 'text', text: '' }] },
        called('a'),
        { role: 'tool', parts: [result] },
      ),
    ).toEqual([
      { role: 'user', content: [{ type: 'input_text', text: 'see' }, SENT_IMAGE] },
      sentCall('a'),
      sentResult('a', [{ type: 'input_text', text: 'seen' }, SENT_IMAGE]),
    ]);
  });

  test('has tool calls as the model made them, and their results', () => {
    expect(
      inputOf(called('a', '{"path":"x"}', 'Let me look.'), answered('a', 'found'), textMessage('assistant', 'There.')),
    ).toEqual([
      { role: 'assistant', content: 'Let me look.' },
      sentCall('a', '{"path":"x"}'),
      sentResult('a', 'found'),
      { role: 'assistant', content: 'There.' },
    ]);
  });

  test('mends broken arguments', () => {
    expect(inputOf(called('a', '{"path":'), answered('a'))).toEqual([sentCall('a', '{}'), sentResult('a')]);
  });
});

describe('calls and results are paired:', () => {
  const NONE = 'No result: the call was not carried out.';

  test('a call that nobody answers gets a result', () => {
    const user = textMessage('user', 'never mind');
    expect(inputOf(called('a'), user)).toEqual([
      sentCall('a'),
      sentResult('a', NONE),
      { role: 'user', content: 'never mind' },
    ]);
    expect(inputOf(called('a'))).toEqual([sentCall('a'), sentResult('a', NONE)]);
    expect(inputOf(called('a'), called('b'), answered('b'))).toEqual([
      sentCall('a'),
      sentResult('a', NONE),
      sentCall('b'),
      sentResult('b'),
    ]);
  });

  test("a call whose result comes after the next answer does not wait for it: it is the user's", () => {
    expect(inputOf(called('a'), textMessage('assistant', 'Well.'), answered('a', 'late'))).toEqual([
      sentCall('a'),
      sentResult('a', NONE),
      { role: 'assistant', content: 'Well.' },
      { role: 'user', content: 'late' },
    ]);
  });

  test('a call whose result comes after another message waits for it', () => {
    expect(inputOf(called('a'), textMessage('user', 'well?'), answered('a'))).toEqual([
      sentCall('a'),
      { role: 'user', content: 'well?' },
      sentResult('a'),
    ]);
  });

  test("a result that nobody asked for is the user's", () => {
    expect(inputOf(answered('a', 'found'), answered('b', ''))).toEqual([{ role: 'user', content: 'found' }]);
    expect(inputOf(called('a'), answered('a'), answered('a', 'again'))).toEqual([
      sentCall('a'),
      sentResult('a'),
      { role: 'user', content: 'again' },
    ]);
  });

  test("other vendors' ids that are too long, empty or used again are replaced, always by the same", () => {
    const long = 'x'.repeat(65);
    const messages = [
      called(long),
      answered(long),
      called(''),
      answered(''),
      called('a'),
      answered('a'),
      called('a'),
      answered('a', '2'),
    ];
    const input = [
      sentCall('call_0'),
      sentResult('call_0'),
      sentCall('call_1'),
      sentResult('call_1'),
      sentCall('a'),
      sentResult('a'),
      sentCall('call_3'),
      sentResult('call_3', '2'),
    ];
    expect(inputOf(...messages)).toEqual(input);
    expect(inputOf(...messages.slice(0, 4))).toEqual(input.slice(0, 4));
  });
});
