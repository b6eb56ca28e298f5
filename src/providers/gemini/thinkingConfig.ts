import type { ReasoningEffort } from '../../core/chat/parameters.ts';
import { generationOf } from './generation.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What Google itself makes of OpenAI's efforts (ai.google.dev/gemini-api/docs/openai, thinking); no model allows less than 512. */
const BUDGETS = { minimal: 512, low: 1024, medium: 8192, high: 24_576 } as const;

/** Gemini 2.5 Pro cannot do without thinking. */
const SMALLEST_PRO_BUDGET = 128;

/**
 * How a model is to think, its thoughts always told: a level from generation 3 on, a budget before it
 * (ai.google.dev/gemini-api/docs/generate-content/thinking); undefined for models that refuse to be asked. Thinking
 * that cannot be turned off is asked to be as short as can be.
 */
export function thinkingConfig(modelName: string, effort: ReasoningEffort | undefined): Fields | undefined {
  const generation = generationOf(modelName);
  if (generation < 2.5 || /image|tts|audio|embedding/.test(modelName)) return undefined;
  if (generation >= 3) {
    return { includeThoughts: true, ...(effort === undefined ? {} : { thinkingLevel: levelOf(modelName, effort) }) };
  }
  // It does not think unless told to, and "include_thoughts is only enabled when thinking is enabled".
  if (effort === undefined) return modelName.includes('flash-lite') ? undefined : { includeThoughts: true };
  if (effort !== 'none') return { includeThoughts: true, thinkingBudget: BUDGETS[effort] };
  return modelName.includes('pro')
    ? { includeThoughts: true, thinkingBudget: SMALLEST_PRO_BUDGET }
    : { thinkingBudget: 0 };
}

/** Only the Flash models up to 3.6 know MINIMAL: the Pro ones, 3.7 and 3.8 Flash and Gemini 4 refuse it. */
function levelOf(modelName: string, effort: ReasoningEffort): string {
  if (effort !== 'none' && effort !== 'minimal') return effort.toUpperCase();
  return /gemini-3(?:\.[1-6])?-flash/.test(modelName) ? 'MINIMAL' : 'LOW';
}
