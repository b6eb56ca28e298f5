import type { Fault } from './readFault.ts';

const NUMBER = '(\\d[\\d,_]*)';

/** What vendors say around the limit, the surest first. */
const PATTERNS: readonly RegExp[] = [
  // OpenAI, DeepSeek, OpenRouter, vLLM, SGLang, xAI, LM Studio.
  `(?:context|prompt) (?:length|window|size) (?:is|of)(?: only)?:? ${NUMBER}`,
  // "N maximum context length" (Mistral), "maximum context length: N" (Fireworks).
  `${NUMBER} (?:tokens? )?max(?:imum)? context length`,
  `(?:maximum|model) context length:? \\(?${NUMBER}`,
  // llama.cpp, Together: "(4096 tokens)".
  `context (?:length|window|size) \\(${NUMBER} tokens?\\)`,
  `context (?:length|window|size|limit) of ${NUMBER}`,
  // Anthropic: "prompt is too long: 210000 tokens > 200000 maximum", "190000 + 20000 > 200000".
  `too long: ${NUMBER.replace('(', '(?:')} tokens > ${NUMBER}`,
  `exceed context limit: [\\d,+ ]+ > ${NUMBER}`,
  // Google, with and without brackets.
  `maximum number of tokens allowed \\(?${NUMBER}`,
  // Moonshot, Cohere, GitHub, Cerebras, vLLM, Alibaba, Hugging Face's TGI.
  `model token limit ?: ?${NUMBER}`,
  `limit for this model is ${NUMBER} tokens`,
  `(?:token count|tokens).{0,30} exceeds the limit of ${NUMBER}`,
  `Max size: ${NUMBER} tokens`,
  `Current length is [\\d,]+ while limit is ${NUMBER}`,
  `maximum model length of ${NUMBER}`,
  `Range of input length should be \\[1, ?${NUMBER}\\]`,
  `must be <= ${NUMBER}\\. Given`,
  `\\binputs?\\W{0,2} must have less than ${NUMBER} tokens`,
  // Vertex AI.
  `input token count.{0,40} only supports up to ${NUMBER}`,
].map((pattern) => new RegExp(pattern, 'i'));

const SMALLEST = 256;
const LARGEST = 100_000_000;

/**
 * The model's context window in tokens, as the message of a request that is too long tells it; undefined where it only
 * says by how much, or names a number that no window has.
 */
export function contextWindowIn({ words, layers }: Fault): number | undefined {
  // github.com/ggml-org/llama.cpp/pull/15780
  const named = layers.map((fields) => fields.n_ctx).find((size) => typeof size === 'number');
  const told = PATTERNS.map((pattern) => pattern.exec(words)?.[1]).find((size) => size !== undefined);
  const size = typeof named === 'number' ? named : Number(told?.replace(/[,_]/g, '') ?? Number.NaN);
  return Number.isInteger(size) && size >= SMALLEST && size <= LARGEST ? size : undefined;
}
