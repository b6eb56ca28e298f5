import { expect, test } from 'vitest';
import { failedAnswer } from './failedAnswer.ts';

test.each([
  // OpenAI
  ['max_tokens is too large: 100000. This model supports at most 16384 completion tokens, whereas you …', 16_384],
  ["Invalid 'max_tokens': integer above maximum value. Expected a value <= 16384, but got 100000 instead.", 16_384],
  // Anthropic
  ['max_tokens: 100000 > 8192, which is the maximum allowed number of output tokens for claude-x', 8192],
  // DeepSeek, Alibaba
  ['Invalid max_tokens value, the valid range of max_tokens is [1, 8192]', 8192],
  ['Range of max_tokens should be [1, 8192]', 8192],
  // Groq
  [
    '`max_completion_tokens` must be less than or equal to `8192`, the maximum value for `max_completion_tokens` is less than the `context_window` for this model',
    8192,
  ],
  // Google, the first number that is too many.
  [
    'it has a maxOutputTokens value of 100000 but the supported range is from 1 (inclusive) to 65537 (exclusive).',
    65_536,
  ],
  // Bedrock, FastAPI
  ['The maximum tokens you requested exceeds the model limit of 4096. Try again', 4096],
  ['max_tokens: Input should be less than or equal to 32,768', 32_768],
  // Nothing of how many, not of the output, or no number that a model has.
  ['max_tokens is too large', undefined],
  ["Unsupported parameter: 'max_tokens' is not supported with this model.", undefined],
  ["Invalid 'max_tokens': integer below minimum value. Expected a value >= 512, but got 1.", undefined],
  ['temperature: Input should be less than or equal to 1000', undefined],
  ['max_tokens must be less than or equal to 0', undefined],
  ['max_tokens must be less than or equal to 99999999999999999999', undefined],
])('%s', (message, expected) => {
  const { kind, details } = failedAnswer({ body: { error: { message } } });
  expect([kind, details.maxOutputTokens]).toEqual(['badRequest', expected]);
});

test.each([
  "'max_tokens' is too large: 64000. This model's maximum context length is 64001 tokens and your request has 24235.",
  'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8193. Given: 9000 `inputs` tokens',
])('the window is not it: %s', (message) => {
  const { kind, details } = failedAnswer({ body: { error: { message } } });
  expect([kind, details.maxOutputTokens]).toEqual(['contextLength', undefined]);
});
