import { describe, expect, test } from 'vitest';
import { type ChatMessage, textMessage } from '../../../src/core/chat/message.ts';
import type { Quirks } from '../../../src/core/models/preset.ts';
import type { ProviderCall } from '../../../src/core/ports/provider.ts';
import { toRequest } from '../../../src/providers/anthropicMessages/toRequest.ts';
import { aSetup } from './aSetup.ts';

const WEATHER = {
  name: 'weather',
  description: 'Tells the weather.',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

/** The body for a call with these changes; `user: hi` and nothing else by default. */
function sent(call: Partial<ProviderCall> = {}, quirks: Quirks = {}): Record<string, unknown> {
  const messages = [textMessage('user', 'hi')];
  const whole = { providerId: 'a', modelName: 'claude-sonnet-4-5', messages, onActivity() {}, ...call };
  return { ...toRequest(whole, aSetup('http://127.0.0.1/v1', quirks)) };
}

/** The turns of a conversation, without marks for the cache. */
const messagesOf = (messages: readonly ChatMessage[], call: Partial<ProviderCall> = {}) =>
  sent({ ...call, messages, without: ['cache_control'] }).messages;
const says = (value: string) => [{ type: 'text', text: value }];

describe('the body that is sent', () => {
  test('asks for a stream, with a limit, and for nothing that was not wanted', () => {
    expect(sent()).toEqual({
      model: 'claude-sonnet-4-5',
      max_tokens: 32_000,
      stream: true,
      messages: [{ role: 'user', content: says('hi') }],
    });
  });

  test('carries every parameter that there is a field for', () => {
    const call = {
      tools: [WEATHER],
      toolChoice: 'auto' as const,
      structured: { name: 'n', schema: { type: 'object', properties: { a: { type: 'string', minLength: 2 } } } },
      stop: ['END', ' \n', ''],
      temperature: 1.5,
      maxOutputTokens: 100,
      seed: 7,
    };
    expect(sent(call)).toEqual({
      model: 'claude-sonnet-4-5',
      max_tokens: 100,
      stream: true,
      messages: [{ role: 'user', content: says('hi') }],
      tools: [{ name: 'weather', description: 'Tells the weather.', input_schema: WEATHER.parameters }],
      tool_choice: { type: 'auto' },
      temperature: 1,
      output_config: {
        format: {
          type: 'json_schema',
          schema: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false },
        },
      },
      stop_sequences: ['END'],
    });
  });

  test('has system messages as the system prompt, wherever they stand', () => {
    const messages = [textMessage('system', 'be kind'), textMessage('user', 'hi'), textMessage('system', 'be brief')];
    const { system, messages: turns } = sent({ messages: [...messages, textMessage('system', ' ')] });
    expect(system).toEqual([...says('be kind'), ...says('be brief')]);
    expect(turns).toEqual([{ role: 'user', content: says('hi') }]);
  });

  test('has the extra fields of the vendor, and no stream or format where it wants none', () => {
    const structured = { name: 'n', schema: { type: 'object', properties: {} } };
    expect(sent({ without: ['stream'], structured }, { body: { extra: 1 }, structured: 'none' })).toEqual({
      model: 'claude-sonnet-4-5',
      max_tokens: 32_000,
      messages: [{ role: 'user', content: says('hi') }],
      extra: 1,
    });
  });

  test('asks for a schema only where the model can be held to it and does not refuse it', () => {
    const schema = { type: 'object', properties: { a: { type: 'string' } } };
    const asked = (call: Partial<ProviderCall>) =>
      'output_config' in sent({ structured: { name: 'n', schema }, ...call });
    expect(asked({})).toBe(true);
    expect(asked({ modelName: 'claude-opus-4-1' })).toBe(false);
    expect(asked({ modelName: 'kimi-k3' })).toBe(false);
    expect(asked({ without: ['output_config.format.schema'] })).toBe(false);
    expect(asked({ structured: { name: 'n', schema: { type: 'object' } } })).toBe(false);
  });

  test.each([
    ['claude-3-haiku-20240307', {}, 4096],
    ['claude-3-5-haiku-latest', {}, 8192],
    ['claude-3-7-sonnet-20250219', {}, 32_000],
    ['claude-sonnet-5-5', {}, 32_000],
    ['kimi-k3', {}, 8192],
    ['kimi-k3', { outputCeiling: 100_000 }, 32_000],
    ['claude-opus-5-5', { outputCeiling: 16_000 }, 16_000],
    ['claude-opus-5-5', { outputCeiling: 16_000, maxOutputTokens: 99_000 }, 99_000],
  ])('limits %s with %o to %i tokens', (modelName, call, limit) => {
    expect(sent({ modelName, ...call }).max_tokens).toBe(limit);
  });
});

describe('tools', () => {
  const tools = [WEATHER];

  test.each([
    ['auto', { type: 'auto' }],
    ['none', { type: 'none' }],
    ['required', { type: 'any' }],
    [{ name: 'weather' }, { type: 'tool', name: 'weather' }],
  ] as const)('are chosen by %j as %j', (toolChoice, expected) => {
    expect(sent({ tools, toolChoice }).tool_choice).toEqual(expected);
  });

  test('are asked for in words where a model cannot be forced', () => {
    const ask = (modelName: string, toolChoice: ProviderCall['toolChoice'], without?: string[]) => {
      const { tool_choice, messages } = sent({
        modelName,
        tools,
        ...(toolChoice && { toolChoice }),
        ...(without && { without }),
      });
      return [tool_choice, messages];
    };
    const turn = (words: string) => [{ role: 'user', content: [...says('hi'), ...says(words)] }];
    const plain = [{ role: 'user', content: says('hi') }];
    expect(ask('claude-opus-5-5', 'required')).toEqual([undefined, turn('Answer with a tool call.')]);
    expect(ask('claude-sonnet-5-5', { name: 'weather' })).toEqual([
      undefined,
      turn('Answer with a call of the tool `weather`.'),
    ]);
    expect(ask('claude-fable-5-1', 'required')).toEqual([undefined, turn('Answer with a tool call.')]);
    expect(ask('claude-haiku-5-5', 'required')).toEqual([{ type: 'any' }, plain]);
    expect(ask('claude-opus-5', 'required')).toEqual([{ type: 'any' }, plain]);
    expect(ask('claude-opus-5', 'required', ['tool_choice'])).toEqual([undefined, turn('Answer with a tool call.')]);
  });

  test('have schemas whose root is an object', () => {
    const odd = [
      { name: 'a', parameters: {} },
      { name: 'b', parameters: { anyOf: [{ type: 'object' }], properties: { x: {} } } },
    ];
    expect(sent({ tools: odd }).tools).toEqual([
      { name: 'a', input_schema: { type: 'object' } },
      { name: 'b', input_schema: { type: 'object', properties: { x: {} } } },
    ]);
  });

  test('that were called before are defined, and may not be called any more', () => {
    const { tools: defined, tool_choice } = sent({ messages: CALLS });
    expect(defined).toEqual([{ name: 'weather', input_schema: { type: 'object' } }]);
    expect(tool_choice).toEqual({ type: 'none' });
    expect(sent({ toolChoice: 'required' })).not.toHaveProperty('tool_choice');
  });
});

const call = (id: string, input: string) => ({ type: 'toolCall', id, name: 'weather', arguments: input }) as const;
const result = (id: string, value: string, more: { isError?: boolean } = {}) =>
  ({ type: 'toolResult', id, name: 'weather', content: [{ type: 'text', text: value }], ...more }) as const;
const use = (id: string, input: object) => ({ type: 'tool_use', id, name: 'weather', input });
const answer = (id: string, value: string) => ({ type: 'tool_result', tool_use_id: id, content: says(value) });
const PNG = { type: 'image', mimeType: 'image/png', base64: 'AAAA' } as const;
const PICTURE = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } };

const CALLS: readonly ChatMessage[] = [
  textMessage('user', 'where?'),
  { role: 'assistant', parts: [{ type: 'text', text: 'look' }, call('t1', '{"city":"Rome"}'), call('t2', '')] },
  { role: 'tool', parts: [result('t1', 'sunny')] },
  { role: 'tool', parts: [result('t2', 'no such city', { isError: true })] },
];

describe('a conversation', () => {
  test('has calls and their results, those of one turn together', () => {
    expect(messagesOf(CALLS)).toEqual([
      { role: 'user', content: says('where?') },
      { role: 'assistant', content: [...says('look'), use('t1', { city: 'Rome' }), use('t2', {})] },
      { role: 'user', content: [answer('t1', 'sunny'), { ...answer('t2', 'no such city'), is_error: true }] },
    ]);
  });

  test('has pictures of the user and in results', () => {
    const messages: ChatMessage[] = [
      { role: 'user', parts: [{ type: 'text', text: 'see' }, PNG, { ...PNG, mimeType: 'image/JPG' }] },
      { role: 'assistant', parts: [call('t1', '{}'), PNG] },
      { role: 'tool', parts: [{ ...result('t1', 'this'), content: [{ type: 'text', text: 'this' }, PNG] }] },
    ];
    const jpeg = { type: 'image', source: { type: 'base64', media_type: 'image/jpeg', data: 'AAAA' } };
    expect(messagesOf(messages)).toEqual([
      { role: 'user', content: [...says('see'), PICTURE, jpeg] },
      { role: 'assistant', content: [use('t1', {})] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', content: [...says('this'), PICTURE] }] },
    ]);
  });

  test('says so of pictures that the vendor does not take', () => {
    const svg = { type: 'image', mimeType: 'image/svg+xml', base64: 'AAAA' } as const;
    expect(messagesOf([{ role: 'user', parts: [svg] }])).toEqual([
      { role: 'user', content: says('[a picture that cannot be shown here: image/svg+xml]') },
    ]);
  });

  test('has turns of the same role joined, and blank texts and turns left out', () => {
    const messages = ['a', ' ', 'b'].map((value) => textMessage('user', value));
    const blank = textMessage('assistant', '\n');
    expect(messagesOf([...messages, blank, textMessage('user', 'c')])).toEqual([
      { role: 'user', content: [...says('a'), ...says('b'), ...says('c')] },
    ]);
  });

  test('begins with the user, also where nobody has said anything', () => {
    expect(messagesOf([textMessage('assistant', 'hello'), textMessage('user', 'hi')])).toEqual([
      { role: 'user', content: says('…') },
      { role: 'assistant', content: says('hello') },
      { role: 'user', content: says('hi') },
    ]);
    expect(messagesOf([textMessage('user', '')])).toEqual([{ role: 'user', content: says('…') }]);
  });

  test('has an answer for every call, and results without their call as text', () => {
    const messages: ChatMessage[] = [
      { role: 'tool', parts: [result('t0', 'early')] },
      { role: 'assistant', parts: [call('t1', '{}'), call('t2', '{}')] },
      textMessage('user', 'wait'),
      { role: 'tool', parts: [result('t2', 'late'), result('t9', 'stray')] },
      { role: 'assistant', parts: [call('t3', '[1]')] },
    ];
    const none = (id: string) => ({ ...answer(id, 'The call was not carried out.'), is_error: true });
    expect(messagesOf(messages)).toEqual([
      { role: 'user', content: [...says('[result of weather]'), ...says('early')] },
      { role: 'assistant', content: [use('t1', {}), use('t2', {})] },
      {
        role: 'user',
        content: [answer('t2', 'late'), none('t1'), ...says('wait'), ...says('[result of weather]'), ...says('stray')],
      },
      { role: 'assistant', content: [use('t3', {})] },
      { role: 'user', content: [none('t3')] },
    ]);
  });

  test('has ids that the vendor takes, each once', () => {
    const round: ChatMessage[] = [
      { role: 'assistant', parts: [call('call.0', '{}'), call('call.0', '{}'), call('', '{}')] },
      { role: 'tool', parts: [result('call.0', 'one'), result('call.0', 'two'), result('', 'three')] },
    ];
    const ids = (turns: unknown) =>
      (turns as { content: { id?: string; tool_use_id?: string }[] }[]).flatMap(({ content }) =>
        content.map(({ id, tool_use_id }) => id ?? tool_use_id),
      );
    expect(ids(messagesOf([...round, ...round]))).toEqual([
      undefined,
      ...['call_0', 'call_0_2', 'call', 'call_0', 'call_0_2', 'call'],
      ...['call_0_3', 'call_0_4', 'call_2', 'call_0_3', 'call_0_4', 'call_2'],
    ]);
  });

  test('may end with the beginning of the answer where the model takes one; others are told to go on', () => {
    const messages = [textMessage('user', 'hi'), textMessage('assistant', 'I think \n')];
    const begun = (text: string) => ({ role: 'assistant', content: says(text) });
    const user = { role: 'user', content: says('hi') };
    expect(messagesOf(messages, { modelName: 'claude-haiku-4-5' })).toEqual([user, begun('I think')]);
    expect(messagesOf(messages, { modelName: 'glm-5.3' })).toEqual([user, begun('I think')]);
    expect(messagesOf(messages, { modelName: 'claude-sonnet-4-6' })).toEqual([
      user,
      begun('I think \n'),
      { role: 'user', content: says('Continue.') },
    ]);
  });
});
