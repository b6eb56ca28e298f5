import { describe, expect, test } from 'vitest';
import { type ChatMessage, textMessage } from '../../../src/core/chat/message.ts';
import type { ReasoningEffort } from '../../../src/core/chat/parameters.ts';
import type { ProviderCall } from '../../../src/core/ports/provider.ts';
import { toRequest } from '../../../src/providers/anthropicMessages/toRequest.ts';
import { aSetup } from './aSetup.ts';

/** What a body says of thinking, in a line. */
function said(call: Partial<ProviderCall>, baseUrl = 'http://127.0.0.1'): string {
  const whole = { providerId: 'a', modelName: 'm', messages: [textMessage('user', 'hi')], onActivity() {}, ...call };
  const { thinking, output_config, temperature, tool_choice } = toRequest(whole, aSetup(baseUrl));
  const { type, budget_tokens, display, block_binding } = Object(thinking);
  const words = [type, budget_tokens, display, block_binding?.prefix_mismatch_behavior, Object(output_config).effort];
  const more = [temperature === undefined ? '' : `temperature ${temperature}`, Object(tool_choice).type];
  return [...words, ...more].filter(Boolean).join(' ');
}

describe('a reasoning effort', () => {
  test.each([
    // model, then: not asked for, none, minimal, low, medium, high
    ['claude-3-5-sonnet-20241022', '', '', '', '', '', ''],
    ['claude-3-7-sonnet-latest', '', '', 'enabled 3200', 'enabled 6400', 'enabled 16000', 'enabled 25600'],
    ['claude-opus-4-20250514', '', '', 'enabled 3200', 'enabled 6400', 'enabled 16000', 'enabled 25600'],
    ['claude-haiku-4-5-20251001', '', '', 'enabled 3200', 'enabled 6400', 'enabled 16000', 'enabled 25600'],
    ['us.anthropic.claude-opus-4-5-v1:0', '', '', 'enabled 3200', 'enabled 6400', 'enabled 16000', 'enabled 25600'],
    ['claude-sonnet-4-6', '', '', 'S low', 'S low', 'S medium', 'S high'],
    ['claude-opus-4-8', '', '', 'S low', 'S low', 'S medium', 'S high'],
    ['claude-opus-5', 'S', 'disabled', 'S low', 'S low', 'S medium', 'S high'],
    ['claude-sonnet-5', 'S', 'disabled', 'S low', 'S low', 'S medium', 'S high'],
    ['claude-haiku-5-5', 'S', 'disabled', 'S low', 'S low', 'S medium', 'S high'],
    ['claude-sonnet-5-5', 'S', 'between_tools', 'S low', 'S low', 'S medium', 'S high'],
    ['anthropic/claude-opus-5.5', 'S', 'S low', 'S low', 'S low', 'S medium', 'S high'],
    ['claude-fable-5', 'S', 'S low', 'S low', 'S low', 'S medium', 'S high'],
    ['claude-mythos-preview', 'S', 'S low', 'S low', 'S low', 'S medium', 'S high'],
    ['claude-whatever-9', 'S', 'S low', 'S low', 'S low', 'S medium', 'S high'],
    ['minimax-m3', '', 'disabled', 'enabled 1024', 'enabled 1638', 'enabled 4096', 'enabled 6553'],
  ])('of %s', (modelName, ...expected) => {
    const efforts = [undefined, 'none', 'minimal', 'low', 'medium', 'high'] as const;
    const lines = efforts.map((effort) => said({ modelName, ...(effort && { reasoningEffort: effort }) }));
    expect(lines).toEqual(expected.map((line) => line.replace(/^S/, 'adaptive summarized')));
  });

  test('leaves room for the answer, or does not think at all', () => {
    const budget = (maxOutputTokens: number, reasoningEffort: ReasoningEffort) =>
      said({ modelName: 'claude-haiku-4-5', maxOutputTokens, reasoningEffort });
    expect(budget(4000, 'high')).toBe('enabled 3200');
    expect(budget(1200, 'low')).toBe('enabled 1024');
    expect(budget(1024, 'high')).toBe('');
  });

  test('takes no budget where a tool must be called, nor with the beginning of the answer', () => {
    const call = { modelName: 'claude-haiku-4-5', reasoningEffort: 'high' as const };
    const tools = [{ name: 't', parameters: {} }];
    expect(said({ ...call, tools, toolChoice: 'required' })).toBe('any');
    expect(said({ ...call, tools, toolChoice: 'auto' })).toBe('enabled 25600 auto');
    expect(said({ ...call, modelName: 'claude-opus-4-6', tools, toolChoice: 'required' })).toBe(
      'adaptive summarized high any',
    );
    expect(said({ ...call, messages: [textMessage('user', 'hi'), textMessage('assistant', 'I')] })).toBe('');
  });

  test('takes no budget in the middle of calls that were made without thinking', () => {
    const toolCall = { type: 'toolCall', id: 't', name: 't', arguments: '{}' } as const;
    const made: ChatMessage = { role: 'assistant', parts: [toolCall] };
    const result: ChatMessage = { role: 'tool', parts: [{ type: 'toolResult', id: 't', name: 't', content: [] }] };
    const thought = { type: 'thinking', thinking: 'hm', signature: 's' };
    const content = [thought, { type: 'tool_use', id: 't', name: 't', input: {} }];
    const call = { modelName: 'claude-haiku-4-5', reasoningEffort: 'high' as const };
    const user = textMessage('user', 'hi');
    expect(said({ ...call, messages: [user, made, result] })).toBe('none');
    expect(said({ ...call, messages: [user, { ...made, verbatim: { model: 'a/m', content } }, result] })).toBe(
      'enabled 25600 none',
    );
    expect(said({ ...call, messages: [user, made, result, textMessage('assistant', 'so'), user] })).toBe(
      'enabled 25600 none',
    );
  });

  test('is left out where the model refuses it, which may leave it a temperature', () => {
    const left = (modelName: string, ...without: string[]) =>
      said({ modelName, without, temperature: 0, reasoningEffort: 'low' });
    expect(left('claude-opus-5', 'thinking')).toBe('low');
    expect(left('claude-opus-5', 'thinking.type.adaptive')).toBe('low');
    expect(left('claude-opus-5', 'output_config.format')).toBe('adaptive summarized low');
    expect(left('claude-haiku-4-5', 'thinking')).toBe('temperature 0');
  });
});

describe('a temperature', () => {
  test.each([
    ['claude-3-5-haiku-latest', 'high', 'temperature 0.5'],
    ['claude-haiku-4-5', undefined, 'temperature 0.5'],
    ['claude-haiku-4-5', 'high', 'enabled 25600'],
    ['claude-opus-4-6', undefined, 'temperature 0.5'],
    ['claude-opus-4-6', 'low', 'adaptive summarized low'],
    ['claude-opus-4-7', undefined, ''],
    ['claude-sonnet-5', 'none', 'disabled'],
    ['claude-opus-latest', undefined, 'adaptive summarized'],
    ['qwen3-max', 'low', 'enabled 1638 temperature 0.5'],
  ] as const)('goes to %s with the effort %s as: %s', (modelName, reasoningEffort, expected) => {
    expect(said({ modelName, temperature: 0.5, ...(reasoningEffort && { reasoningEffort }) })).toBe(expected);
  });
});

describe('thinking that goes back', () => {
  const content = [
    { type: 'thinking', thinking: 'hm', signature: 's' },
    { type: 'text', textLength: 2 },
  ];
  const before: ChatMessage = { ...textMessage('assistant', 'so'), verbatim: { model: 'a/m', content } };
  const messages = [textMessage('user', 'hi'), before, textMessage('user', 'and?')];
  const vendor = 'https://api.anthropic.com/v1';

  test('may be left out by the vendor where it no longer fits, instead of failing', () => {
    const bound = 'adaptive summarized drop_block';
    expect(said({ modelName: 'claude-opus-5-5', messages }, vendor)).toBe(bound);
    expect(said({ modelName: 'claude-fable-5-1', messages }, vendor)).toBe(bound);
  });

  test('is asked for nothing where nobody checks it, or who does is not known', () => {
    expect(said({ modelName: 'claude-opus-5', messages }, vendor)).toBe('adaptive summarized');
    expect(said({ modelName: 'claude-opus-5-5', messages })).toBe('adaptive summarized');
    expect(said({ modelName: 'claude-opus-5-5' }, vendor)).toBe('adaptive summarized');
    const off = { modelName: 'claude-sonnet-5-5', messages, reasoningEffort: 'none' as const };
    expect(said(off, vendor)).toBe('between_tools');
  });
});
