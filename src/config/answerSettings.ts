import * as z from 'zod';
import { REASONING_EFFORTS } from '../core/chat/parameters.ts';
import { STRATEGIES } from '../core/strategies/strategyNames.ts';
import { EFFORT_WORDS, explainedEnum, STRATEGY_WORDS } from './enumWords.ts';

/** How an answer is got: what a route and a rule can say of it. */
export const answerSettings = {
  temperature: z
    .number()
    .min(0)
    .max(2)
    .optional()
    .describe('How much the wording may vary: 0 is the most predictable, 2 the least.'),
  maxOutputTokens: z.int().min(1).optional().describe('The most it may write, its thinking included.'),
  reasoningEffort: explainedEnum(REASONING_EFFORTS, EFFORT_WORDS)
    .optional()
    .describe('How hard a reasoning model thinks.'),
  strategy: explainedEnum(STRATEGIES, STRATEGY_WORDS).optional().describe('How an answer is got from the models.'),
  ceilingUsd: z
    .number()
    .min(0)
    .optional()
    .describe(
      'A cascade asks no further model once a question would come to more, in US$. Default: that of `#switchyard.cascade#`.',
    ),
};
