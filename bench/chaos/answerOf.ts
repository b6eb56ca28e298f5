import { chance } from './weather.ts';

const SHORTEST = 20;
const LONGEST = 60;

/** The question of a request, by which the providers know its number. */
export function questionOf(number: number): string {
  return `Request ${number}: count up to what you were told.`;
}

/** The number in a question, wherever it stands in a body. */
export function numberIn(body: string): number {
  return Number(/Request (\d+): count/.exec(body)?.[1] ?? -1);
}

/** The whole answer to a request: no word comes twice, in it or in any other. */
export function answerOf(seed: number, number: number): string {
  const length = SHORTEST + Math.floor(chance(seed, number, 1) * (LONGEST - SHORTEST));
  return Array.from({ length }, (_, at) => `${number}.${at}`).join(' ');
}

/** US$ per million tokens, the same at all of them. */
export const PRICE = { input: 1.1, cachedInput: 0.37, output: 3.3 };

/** What an answer used; `wrote` counts the tokens of this attempt. */
export function usageOf(seed: number, number: number, wrote: number) {
  const prompt = 50 + Math.floor(chance(seed, number, 2) * 1000);
  const cached = Math.floor(chance(seed, number, 3) * prompt);
  return {
    prompt_tokens: prompt,
    completion_tokens: wrote,
    total_tokens: prompt + wrote,
    prompt_tokens_details: { cached_tokens: cached },
  };
}

/** The bill for it in nano-dollars, counted apart from the code that is measured. */
export function billOf({
  prompt_tokens,
  completion_tokens,
  prompt_tokens_details: { cached_tokens },
}: ReturnType<typeof usageOf>): number {
  const thousandths = (prompt_tokens - cached_tokens) * 1100 + cached_tokens * 370 + completion_tokens * 3300;
  return thousandths;
}
