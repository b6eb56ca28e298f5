import { describe, expect, test } from 'vitest';
import { estimateTokens } from '../../../src/core/accounting/estimateTokens.ts';
import { tokenFamilyOf } from '../../../src/core/accounting/tokenFamilies.ts';
import { type ChatMessage, textMessage } from '../../../src/core/chat/message.ts';
import type { ProviderCall } from '../../../src/core/ports/provider.ts';
import { toRequest } from '../../../src/providers/anthropicMessages/toRequest.ts';
import { aSetup } from './aSetup.ts';

/** Where a body is marked, as paths: `system.0`, `tools.1`, `messages.2.content.0`. */
function marks(call: Partial<ProviderCall>): string[] {
  const whole = { providerId: 'a', modelName: 'claude-opus-5-5', messages: [], onActivity() {}, ...call };
  const found: string[] = [];
  const look = (value: unknown, path: string) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (name !== 'cache_control') look(inner, path === '' ? name : `${path}.${name}`);
      else {
        expect(inner).toEqual({ type: 'ephemeral' });
        found.push(path);
      }
    }
  };
  look(toRequest(whole, aSetup('http://127.0.0.1')), '');
  return found;
}

/** Words of about so many tokens. */
const long = (tokens: number) => 'The quick brown fox jumps over the lazy dog. '.repeat(Math.ceil(tokens / 10));
const system = (tokens: number) => textMessage('system', long(tokens));
const user = (tokens = 1) => textMessage('user', long(tokens));
const assistant = (tokens = 1) => textMessage('assistant', long(tokens));
const TOOLS = [
  { name: 'a', parameters: {} },
  { name: 'b', description: long(700), parameters: {} },
];

describe('the cache', () => {
  test('is left alone by what is too short', () => {
    expect(marks({ messages: [system(200), user(), assistant(), user()] })).toEqual([]);
  });

  test('is written with a long system prompt, at its last block', () => {
    expect(marks({ messages: [system(700), user()] })).toEqual(['system.0']);
    expect(marks({ messages: [system(700), system(1), user()] })).toEqual(['system.1']);
  });

  test('is written with long tools, by the mark of the system prompt after them or their own', () => {
    expect(marks({ tools: TOOLS, messages: [system(1), user()] })).toEqual(['system.0', 'messages.0.content.0']);
    expect(marks({ tools: TOOLS, messages: [user()] })).toEqual(['messages.0.content.0', 'tools.1']);
  });

  test('is not written with a first question, which may be the last', () => {
    expect(marks({ messages: [user(5000)] })).toEqual([]);
  });

  test('is written up to the end of a conversation that goes on, and read from the turn before', () => {
    const messages = [system(700), user(), assistant(), user(), assistant(), user()];
    expect(marks({ messages })).toEqual(['system.0', 'messages.2.content.0', 'messages.4.content.0']);
    expect(marks({ messages: [user(700), assistant(), user()] })).toEqual([
      'messages.0.content.0',
      'messages.2.content.0',
    ]);
    expect(marks({ messages: [user(), assistant(700), user()] })).toEqual(['messages.2.content.0']);
  });

  test('is written after results of tools, and never marked inside of them or at thinking', () => {
    const call = { type: 'toolCall', id: 't', name: 'a', arguments: '{}' } as const;
    const content = [{ type: 'text', text: long(700) }] as const;
    const result = { type: 'toolResult', id: 't', name: 'a', content } as const;
    const thought = { type: 'thinking', thinking: '', signature: 's' };
    const verbatim = { model: 'a/m', content: [thought, { type: 'text', text: 'so' }] };
    const messages: ChatMessage[] = [
      user(),
      { role: 'assistant', parts: [call] },
      { role: 'tool', parts: [result] },
      { role: 'assistant', parts: [], verbatim },
    ];
    expect(marks({ messages, modelName: 'claude-opus-4-1' })).toEqual([]);
    expect(marks({ messages })).toEqual(['messages.2.content.0', 'messages.4.content.0']);
  });

  test.each([
    ['claude-opus-5', 512],
    ['claude-fable-5-1', 512],
    ['claude-sonnet-5-5', 512],
    ['claude-haiku-5-5', 512],
    ['claude-sonnet-5', 1024],
    ['claude-sonnet-4-6', 1024],
    ['claude-opus-4-8', 1024],
    ['claude-opus-4-1', 1024],
    ['claude-3-7-sonnet-latest', 1024],
    ['claude-opus-4-7', 2048],
    ['claude-mythos-preview', 2048],
    ['claude-3-5-haiku-latest', 2048],
    ['claude-opus-4-6', 4096],
    ['claude-opus-4-5', 4096],
    ['claude-haiku-4-5', 4096],
    ['kimi-k3', 1024],
  ])('of %s holds prefixes of %i tokens and more', (modelName, minimum) => {
    const family = tokenFamilyOf(modelName);
    let text = '';
    while (estimateTokens(text, family) < minimum) text += 'word '.repeat(10);
    expect(marks({ modelName, messages: [textMessage('system', text), user()] })).toEqual(['system.0']);
    expect(marks({ modelName, messages: [textMessage('system', text.slice(0, -300)), user()] })).toEqual([]);
  });

  test('is left alone where marks are refused, and counts pictures', () => {
    expect(marks({ messages: [system(700), user()], without: ['system.0.cache_control'] })).toEqual([]);
    const picture = { type: 'image', mimeType: 'image/png', base64: 'AAAA' } as const;
    const messages: ChatMessage[] = [{ role: 'user', parts: [picture] }, assistant(), user()];
    expect(marks({ messages })).toEqual(['messages.0.content.0', 'messages.2.content.0']);
  });
});
