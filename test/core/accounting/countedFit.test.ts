import { expect, test } from 'vitest';
import { countedFit } from '../../../src/core/accounting/countedFit.ts';
import { estimatePrompt } from '../../../src/core/accounting/estimateTokens.ts';
import { measurePrompt } from '../../../src/core/accounting/promptMeasure.ts';
import { windowFit } from '../../../src/core/accounting/windowFit.ts';
import { textMessage } from '../../../src/core/chat/message.ts';
import type { TokenCounter } from '../../../src/core/ports/tokenCounter.ts';
import { SAMPLES } from './sampleTexts.ts';

const MESSAGES = [textMessage('user', (SAMPLES.english ?? '').repeat(20))];
const PROMPT = measurePrompt(MESSAGES);
const SIGNAL = new AbortController().signal;

/** Counts `tokens` and how often it was asked. */
class FakeCounter implements TokenCounter {
  asked = 0;
  readonly #tokens: number | undefined;
  constructor(tokens: number | undefined) {
    this.#tokens = tokens;
  }
  async count(): Promise<number | undefined> {
    this.asked += 1;
    return this.#tokens;
  }
}

async function fitOf(contextWindow: number | undefined, counter: TokenCounter, tokensPerEstimate?: number) {
  const request = { messages: MESSAGES, parameters: {}, prompt: PROMPT, outputTokens: 500 };
  const model = { name: 'gpt-5', ...(contextWindow === undefined ? {} : { contextWindow }) };
  return countedFit(model, request, tokensPerEstimate === undefined ? {} : { tokensPerEstimate }, counter, SIGNAL);
}

test('nothing is counted where the estimate is good enough', async () => {
  const counter = new FakeCounter(1);
  const estimate = estimatePrompt(PROMPT, 'gpt-5');
  expect(await fitOf(undefined, counter)).toBe('fits');
  expect(await fitOf(estimate * 1.2 + 500, counter)).toBe('fits');
  expect(await fitOf(estimate * 0.8 + 500, counter)).toBe('tooLong');
  expect(counter.asked).toBe(0);
});

test('close to the window the count decides, to the token', async () => {
  const window = estimatePrompt(PROMPT, 'gpt-5') + 500;
  expect(await fitOf(window, new FakeCounter(window - 500))).toBe('fits');
  expect(await fitOf(window, new FakeCounter(window - 499))).toBe('tooLong');
});

test('it stays open where nobody can count', async () => {
  expect(await fitOf(estimatePrompt(PROMPT, 'gpt-5') + 500, new FakeCounter(undefined))).toBe('close');
});

test('what usage has taught moves the estimate and narrows its margin', async () => {
  const estimate = estimatePrompt(PROMPT, 'gpt-5');
  expect(await fitOf(estimate * 1.3 + 500, new FakeCounter(undefined), 1.5)).toBe('tooLong');
  const tokens = { input: 1000, output: 0, window: 1070 };
  expect(windowFit('gpt-5', tokens, {})).toBe('close');
  expect(windowFit('gpt-5', tokens, { tokensPerEstimate: 1 })).toBe('fits');
});
