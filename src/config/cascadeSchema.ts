import * as z from 'zod';
import { CHECKS } from '../core/checks/finding.ts';
import { explainedEnum } from './enumWords.ts';
import { modelId } from './modelIdSchema.ts';

/** The setting `cascade`: how an answer is checked before it is shown. */
export const cascadeSchema = z.strictObject({
  checks: z
    .array(
      explainedEnum(CHECKS, {
        refusal: 'Whether there is an answer: not empty, no refusal, not cut off.',
        form: 'Whether JSON parses, patches apply to the files of the question, and brackets of code close.',
        editor: "Whether the editor's language services find errors in the changed files that these do not have now.",
        confidence: 'How sure the model itself is. Asks it once more.',
        agreement:
          'Whether other cheap models say the same. Asks them in turn, and the strongest where they do not agree; needs a third model.',
        judge: 'What a stronger model says of it. Asks that one for a few words.',
      }),
    )
    .default(['refusal', 'form', 'editor'])
    .describe('What must speak for an answer. The first three ask no model and cost nothing.'),
  judge: modelId
    .optional()
    .describe('The model that judges, one of those that could answer. Default: the next one that would be asked.'),
  agree: z
    .int()
    .min(2)
    .max(5)
    .default(2)
    .describe('For the check `agreement`: how many answers must say the same. The first of them is given.'),
  opinions: z
    .int()
    .min(2)
    .max(5)
    .default(3)
    .describe('For the check `agreement`: how many cheap models are asked at most, the first included.'),
  ceilingUsd: z
    .number()
    .min(0)
    .default(0.25)
    .describe('No further model is asked once a question would come to more, in US$, as far as that can be foreseen.'),
});
