const NUMBER = '[`\'"]?(\\d[\\d,_]*)';
const FIELD = 'max_?(?:completion_?|output_?|new_?)?tokens';

/** What vendors say around the limit. */
const PATTERNS: readonly RegExp[] = [
  // OpenAI: "max_tokens is too large: 100000. This model supports at most 16384 completion tokens".
  `supports at most ${NUMBER} (?:completion |output )?tokens`,
  // OpenAI: "Invalid 'max_tokens': integer above maximum value. Expected a value <= 16384, but got 100000 instead."
  `${FIELD}\\W+integer above maximum value\\. Expected a value <= ${NUMBER}`,
  // Anthropic: "max_tokens: 100000 > 8192, which is the maximum allowed number of output tokens for …".
  `> ${NUMBER}, which is the maximum allowed number of output tokens`,
  // DeepSeek, Alibaba: "the valid range of max_tokens is [1, 8192]".
  `range of ${FIELD}\\W+(?:is|should be) \\[\\d+, ?${NUMBER}\\]`,
  // Google: "has a maxOutputTokens value of 100000 but the supported range is from 1 (inclusive) to 65537 (exclusive)".
  `${FIELD} value of \\d+ but the supported range is from \\d+ \\(inclusive\\) to ${NUMBER} \\((?:ex|in)clusive\\)`,
  // Bedrock: "The maximum tokens you requested exceeds the model limit of 4096."
  `maximum tokens you requested exceeds? the model limit of ${NUMBER}`,
  // Groq: "`max_completion_tokens` must be less than or equal to `8192`"; FastAPI, and whoever says it like them.
  // Not of a sum: "`inputs` tokens + `max_new_tokens` must be <= 8193" is the window.
  `(?<!\\+ ?[\`'"]?)\\b${FIELD}[^.+\\n]{0,40}(?:less than or equal to|at most|<=|limited to|no more than|(?:not|n't) exceed) ${NUMBER}`,
].map((pattern) => new RegExp(pattern, 'i'));

const SMALLEST = 256;
const LARGEST = 10_000_000;

/**
 * The most tokens that the model writes, as the message of a request that asks for more tells it; undefined where it
 * tells none, or a number that no model has.
 */
export function maxOutputTokensIn(words: string): number | undefined {
  const match = PATTERNS.map((pattern) => pattern.exec(words)).find((found) => found !== null);
  const told = Number(match?.[1]?.replace(/[,_]/g, '') ?? Number.NaN);
  const most = match?.[0].endsWith('(exclusive)') ? told - 1 : told;
  return Number.isInteger(most) && most >= SMALLEST && most <= LARGEST ? most : undefined;
}
