import * as z from 'zod';
import { HEDGES, MID_STREAM } from '../core/routing/setup.ts';
import { explainedEnum, HEDGE_WORDS, MID_STREAM_WORDS } from './enumWords.ts';

/** The setting `resilience`. */
export const resilienceSchema = z.strictObject({
  retryAfterUpToMs: z
    .int()
    .min(0)
    .max(600_000)
    .default(0)
    .describe(
      'Wait this long at most when a provider says when to come back, and ask it again; 0 asks the next model at once.',
    ),
  retryServerErrorOnce: z
    .boolean()
    .default(false)
    .describe('Ask the same model once more after a server error or a cut connection.'),
  cooldownMs: z
    .int()
    .min(0)
    .max(3_600_000)
    .default(15_000)
    .describe('How long a model that just failed is not asked again while another can answer.'),
  contentFilterToNext: z
    .boolean()
    .default(false)
    .describe("Show a question that one provider's content filter refuses to the next provider."),
  midStream: explainedEnum(MID_STREAM, MID_STREAM_WORDS)
    .default('restart')
    .describe('What the next model does with an answer that broke off in the middle.'),
  hedge: explainedEnum(HEDGES, HEDGE_WORDS)
    .default('off')
    .describe('Whether a second model is asked beside one that is slower than usual to begin its answer.'),
});
