import { expect, test } from 'vitest';
import { failedAnswer } from './failedAnswer.ts';

test.each([
  // OpenAI, DeepSeek, OpenRouter, vLLM, SGLang
  [
    "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens (8000 in the messages).",
    8192,
  ],
  ["This endpoint's maximum context length is 131,072 tokens. However, you requested about 200000 tokens", 131_072],
  ["The input (5000 tokens) is longer than the model's context length (4096 tokens).", 4096],
  ['Requested token count exceeds the model’s maximum context length of 131072 tokens.', 131_072],
  ['The decoder prompt (length 5000) is longer than the maximum model length of 4096.', 4096],
  ["'max_tokens' is too large: 64000. This model's maximum context length is 64001 tokens", 64_001],
  // Anthropic
  ['prompt is too long: 210000 tokens > 200000 maximum', 200_000],
  ['input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000, decrease input length', 200_000],
  // Google
  ['The input token count (1250074) exceeds the maximum number of tokens allowed (1048576).', 1_048_576],
  [
    'Unable to submit request because the input token count is 40000 but model only supports up to 32768. Reduce the input token count and try again.',
    32_768,
  ],
  ['Input validation error: `inputs` must have less than 4096 tokens. Given: 5000', 4096],
  ['The input token count exceeds the maximum number of tokens allowed 1048576.', 1_048_576],
  // Mistral, Fireworks, xAI, Moonshot, GitHub, Cerebras, Alibaba, Hugging Face, LM Studio
  ['Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length', 32_768],
  ['The prompt is too long: 140000, model maximum context length: 131071', 131_071],
  ["This model's maximum prompt length is 131072 but the request contains 537812 tokens.", 131_072],
  ['Invalid request: Your request exceeded model token limit: 262144 (requested: 269030)', 262_144],
  ['prompt token count of 130000 exceeds the limit of 128000', 128_000],
  ['Request body too large for gpt-4o model. Max size: 8000 tokens.', 8000],
  ['Please reduce the length of the messages. Current length is 9500 while limit is 8192', 8192],
  ['Range of input length should be [1, 30720]', 30_720],
  ['Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8193. Given: 9000 `inputs` tokens', 8193],
  [
    'Trying to keep the first 9000 tokens when context overflows. However, the model is loaded with context length of only 4096 tokens',
    4096,
  ],
  ['the request exceeds the available context size (4096 tokens), try increasing it', 4096],
  ['Requested tokens (2285) exceed context window of 2048', 2048],
  // By how much, and a code: nothing of the window.
  ['prompt too long; exceeded max context length by 1119046 tokens (ref: 96164522)', undefined],
  ['invalid params, context window exceeds limit (2013)', undefined],
  ['Please reduce the length of the messages or completion.', undefined],
  // No window is as large, or as small.
  ["This model's maximum context length is 0 tokens.", undefined],
  ["This model's maximum context length is 99999999999999999999 tokens.", undefined],
])('%s', (message, expected) => {
  const { kind, details } = failedAnswer({ body: { error: { message } } });
  expect([kind, details.contextWindow]).toEqual(['contextLength', expected]);
});

test('llama.cpp names its window in a field', () => {
  const error = {
    code: 400,
    message: 'too long',
    type: 'exceed_context_size_error',
    n_prompt_tokens: 14_429,
    n_ctx: 8192,
  };
  expect(failedAnswer({ body: { error } }).details.contextWindow).toBe(8192);
});

test('an error of another kind tells nothing', () => {
  const body = { error: { message: 'Invalid API key. The maximum context length is 8192 tokens' } };
  expect(failedAnswer({ status: 401, body }).details.contextWindow).toBeUndefined();
});
