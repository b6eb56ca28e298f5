import * as z from 'zod';
import { GUARDED, ON_UNSAFE } from '../core/guard/guardSetup.ts';
import { explainedEnum } from './enumWords.ts';
import { modelId } from './modelIdSchema.ts';

/** The setting `guard`. */
export const guardSchema = z.strictObject({
  model: modelId.describe(
    "The model that judges: Llama Guard or another guard at any provider, OpenAI's `openai/omni-moderation-latest`, or an ordinary model.",
  ),
  check: z
    .array(
      explainedEnum(GUARDED, {
        input: 'The question, before it is sent to any other model.',
        output: 'The answer, before it is shown.',
      }),
    )
    .min(1)
    .default(['input', 'output'])
    .describe('What is judged.'),
  onUnsafe: explainedEnum(ON_UNSAFE, {
    block: 'Nothing of it is sent or shown. Answers are held back until they were judged.',
    warn: 'It is sent and shown, and said to be unsafe.',
  })
    .default('block')
    .describe('What follows when it is called unsafe.'),
  windowCharacters: z
    .int()
    .min(100)
    .max(20_000)
    .default(600)
    .describe('How much of an answer is held back at a time until it was judged.'),
  ifUnavailable: explainedEnum(['block', 'allow'], {
    block: 'Nothing is sent or shown.',
    allow: 'As if there were no guard; the decision says so.',
  })
    .default('block')
    .describe('What follows when the guard cannot be asked.'),
});
