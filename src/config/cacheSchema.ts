import * as z from 'zod';
import { REPEATS } from '../core/repeat/repeatSetup.ts';
import { explainedEnum } from './enumWords.ts';

/** When earlier answers are given again, and how many are kept. */
export const cacheSchema = z.strictObject({
  use: explainedEnum(REPEATS, {
    lastResort: 'When no model can be reached, an earlier answer to the same question is shown, marked with its age.',
    always: 'The same question gets its earlier answer at once, marked with its age. Regenerate asks anew.',
    never: 'No answer is kept for this.',
  })
    .default('lastResort')
    .describe('When an earlier answer to exactly the same question is given.'),
  maxAgeHours: z.number().min(0).max(8760).default(168).describe('How old it may be. Default a week.'),
  maxMegabytes: z.number().min(0).max(1000).default(20).describe('What all kept answers may take on disk.'),
});
