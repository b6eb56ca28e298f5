import * as fc from 'fast-check';
import { countTokens as cl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { countTokens as o200k } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import {
  estimateFor,
  estimateMessageTokens,
  estimatePrompt,
  estimateTokens,
} from '../../../src/core/accounting/estimateTokens.ts';
import { measurePrompt } from '../../../src/core/accounting/promptMeasure.ts';
import { tokenFamilyOf } from '../../../src/core/accounting/tokenFamilies.ts';
import { type ChatMessage, textMessage } from '../../../src/core/chat/message.ts';
import { SAMPLES } from './sampleTexts.ts';

const TOOL = {
  name: 'read_file',
  description: 'Reads a part of a file of the workspace.',
  parameters: {
    type: 'object',
    properties: { path: { type: 'string', description: 'From the root of the workspace.' }, from: { type: 'integer' } },
    required: ['path'],
  },
};

describe('the tokens of a text', () => {
  test.each([
    ['gpt-5', o200k],
    ['gpt-4-turbo', cl100k],
  ])('of %s are close to its tokenizer on prose, code and data in several languages', (model, count) => {
    const errors = Object.entries(SAMPLES).map(([kind, text]) => {
      const real = count(text);
      return { kind, percent: Math.round((100 * (estimateTokens(text, tokenFamilyOf(model)) - real)) / real) };
    });
    expect(errors.filter(({ percent }) => Math.abs(percent) > 16)).toEqual([]);
    expect(errors.reduce((sum, { percent }) => sum + Math.abs(percent), 0) / errors.length).toBeLessThan(7.5);
  });

  test('are more with Claude from 4.7 on where there are words, and the same for numbers', () => {
    const ratio = (text: string) =>
      estimateTokens(text, tokenFamilyOf('claude-opus-4-7')) / estimateTokens(text, tokenFamilyOf('claude-opus-4-6'));
    expect(ratio(SAMPLES.english ?? '')).toBeGreaterThan(1.35);
    expect(ratio(SAMPLES.english ?? '')).toBeLessThan(1.5);
    expect(ratio(SAMPLES.typescript ?? '')).toBeLessThan(1.35);
    expect(ratio('28391 7741 90210 '.repeat(50))).toBe(1);
  });

  test('are none of an empty one, and never less than none or not a number', () => {
    expect(estimateTokens('')).toBe(0);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const tokens = estimateTokens(text);
        return tokens >= 0 && tokens <= 4 * text.length + 1;
      }),
    );
  });

  test('of a megabyte take no longer for each character than those of less', () => {
    const text = Object.values(SAMPLES).join('\n').repeat(1000).slice(0, 1_000_000);
    const timeOf = (part: string) => {
      const times = Array.from({ length: 5 }, () => {
        const start = performance.now();
        expect(estimateTokens(part)).toBeGreaterThan(part.length / 5);
        return performance.now() - start;
      });
      return Math.min(...times);
    };
    // Twenty times the text: a square would be four hundred.
    expect(timeOf(text) / timeOf(text.slice(0, 50_000))).toBeLessThan(100);
  });
});

describe('the tokens of a request', () => {
  test('are those of its texts, of each message and of the answer that is begun', () => {
    const messages = [textMessage('system', 'Be brief.'), textMessage('user', 'How late is it?')];
    const texts = estimateTokens('Be brief.How late is it?', tokenFamilyOf('gpt-5'));
    expect(Math.abs(estimateMessageTokens(messages, 'gpt-5') - (texts + 2 * 4 + 3))).toBeLessThanOrEqual(1);
  });

  test('hold tool calls, their results and the pictures in them', () => {
    const asked: ChatMessage = {
      role: 'assistant',
      parts: [{ type: 'toolCall', id: 'c1', name: 'read_file', arguments: '{"path":"src/main.ts"}' }],
    };
    const answered = (parts: readonly { type: 'text'; text: string }[]): ChatMessage => ({
      role: 'tool',
      parts: [{ type: 'toolResult', id: 'c1', name: 'read_file', content: parts }],
    });
    const text = SAMPLES.typescript ?? '';
    const plain = estimateMessageTokens([textMessage('user', text)], 'gpt-5');
    const result = estimateMessageTokens([answered([{ type: 'text', text }])], 'gpt-5');
    expect(result - plain).toBe(4);
    expect(estimateMessageTokens([asked], 'gpt-5')).toBeGreaterThan(15);
    const withPicture = estimateMessageTokens(
      [{ role: 'tool', parts: [{ type: 'toolResult', id: 'c1', name: 'x', content: [picture(1024, 1024)] }] }],
      'gpt-4o',
    );
    expect(withPicture - estimateMessageTokens([answered([])], 'gpt-4o')).toBe(765);
  });

  test('hold tool definitions as each vendor shows them to its model, and the schema of the answer', () => {
    const messages = [textMessage('user', 'Hi')];
    const added = (model: string, parameters: Parameters<typeof measurePrompt>[1]) =>
      estimatePrompt(measurePrompt(messages, parameters), model) - estimatePrompt(measurePrompt(messages), model);
    const [openai, claude] = [added('gpt-5', { tools: [TOOL] }), added('claude-sonnet-4-5', { tools: [TOOL] })];
    expect(openai).toBeGreaterThan(40);
    expect(openai).toBeLessThan(o200k(JSON.stringify([TOOL])));
    expect(claude).toBeGreaterThan(346 + 50);
    expect(added('gpt-5', { structured: { name: 'file', schema: TOOL.parameters } })).toBeGreaterThan(25);
    expect(added('gpt-5', { tools: [], temperature: 1 })).toBe(0);
  });

  test('follow what the usage of earlier requests has taught', () => {
    const prompt = measurePrompt([textMessage('user', SAMPLES.english ?? '')]);
    const model = { name: 'grok-4' };
    const first = estimateFor(model, prompt, {});
    expect(first).toBe(estimatePrompt(prompt, 'grok-4'));
    expect(estimateFor(model, prompt, { tokensPerEstimate: 1.5 })).toBe(Math.ceil(first * 1.5));
  });
});

function picture(width: number, height: number): { type: 'image'; mimeType: string; base64: string } {
  const bytes = Buffer.alloc(24);
  bytes.write('\u0089PNG', 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return { type: 'image', mimeType: 'image/png', base64: bytes.toString('base64') };
}
