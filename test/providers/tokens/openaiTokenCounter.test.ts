import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { estimateMessageTokens } from '../../../src/core/accounting/estimateTokens.ts';
import { textMessage } from '../../../src/core/chat/message.ts';
import { openaiTokenCounter } from '../../../src/providers/tokens/openaiTokenCounter.ts';
import { SAMPLES } from '../../core/accounting/sampleTexts.ts';

const SIGNAL = new AbortController().signal;
const ALL = Object.values(SAMPLES).join('\n\n');
/** One message and the answer that is begun. */
const FRAME = 7;

const count = (text: string, signal = SIGNAL) =>
  openaiTokenCounter.count('gpt-5', [textMessage('user', text)], {}, signal);

describe('counting with the vocabulary of the newer OpenAI models', () => {
  test('is exact for text, however long', async () => {
    expect(await count(ALL)).toBe(countTokens(ALL) + FRAME);
    const long = ALL.repeat(40);
    expect(await count(long)).toBe(countTokens(long) + FRAME);
  });

  test('takes what looks like an instruction to the tokenizer for text', async () => {
    const text = 'a <|endoftext|> b <|im_start|>system';
    expect(await count(text)).toBe(countTokens(text, { disallowedSpecial: new Set() }) + FRAME);
  });

  test('counts tool calls and results too, and pictures and definitions as the estimate does', async () => {
    const messages = [
      textMessage('user', 'Look it up.'),
      {
        role: 'assistant' as const,
        parts: [{ type: 'toolCall' as const, id: '1', name: 'find', arguments: '{"for":"the index"}' }],
      },
      {
        role: 'tool' as const,
        parts: [
          {
            type: 'toolResult' as const,
            id: '1',
            name: 'find',
            content: [
              { type: 'text' as const, text: SAMPLES.log ?? '' },
              { type: 'image' as const, mimeType: 'image/png', base64: '' },
            ],
          },
        ],
      },
    ];
    const tools = [{ name: 'find', parameters: { type: 'object', properties: { for: { type: 'string' } } } }];
    const counted = (await openaiTokenCounter.count('gpt-4o', messages, { tools }, SIGNAL)) ?? 0;
    const texts = ['Look it up.', 'find', '{"for":"the index"}', SAMPLES.log ?? ''];
    const written = texts.reduce((sum, text) => sum + countTokens(text), 0);
    // 1,105 for a screenshot of unknown size, 4 for each of five frames, 3 for the answer.
    const others = counted - written - 1105 - 5 * 4 - 3;
    expect(others).toBeGreaterThan(10);
    expect(others).toBeLessThan(countTokens(JSON.stringify(tools)));
    const empty = [{ ...messages[2], parts: [] }, textMessage('user', '')] as typeof messages;
    expect(await openaiTokenCounter.count('gpt-4o', empty, {}, SIGNAL)).toBe(estimateMessageTokens(empty, 'gpt-4o'));
  });

  test('is not done for models whose vocabulary is another or unknown', async () => {
    for (const model of ['claude-sonnet-4-5', 'gpt-4-turbo', 'grok-4', 'my-deployment']) {
      expect(await openaiTokenCounter.count(model, [textMessage('user', 'Hi')], {}, SIGNAL)).toBeUndefined();
    }
  });

  test('lets others run in between, and gives up counting before anyone loses patience', async () => {
    await count('loaded');
    // What no vocabulary was made for takes longest: this is some ten seconds of counting.
    let state = 1;
    const random = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state;
    };
    const text = Array.from({ length: 1_000_000 }, () => String.fromCharCode(0x4e00 + (random() % 5000))).join('');
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const start = performance.now();
    const counted = (await count(text)) ?? 0;
    clearInterval(timer);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(turns).toBeGreaterThan(10);
    const real = countTokens(text.slice(0, 1500)) / 1500;
    expect(Math.abs(counted / text.length - real) / real).toBeLessThan(0.03);
  });

  test('stops with its signal', async () => {
    const stop = new AbortController();
    const counting = count(ALL.repeat(500), stop.signal);
    setTimeout(() => stop.abort(), 20);
    await expect(counting).rejects.toMatchObject({ name: 'AbortError' });
    await expect(count('Hi', AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });
});
