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

type Cache = z.output<typeof cacheSchema>;

/** What says nothing beside another. */
export const LOOSEST_CACHE: Cache = { use: 'always', maxAgeHours: 8760, maxMegabytes: 1000 };

/** A cache with another's fields where they keep or give less; the others have no effect. */
export function tightenCache(own: Cache, other: Cache): Cache {
  // From the least.
  const uses = ['never', 'lastResort', 'always'] as const satisfies readonly Cache['use'][];
  return {
    use: uses.indexOf(other.use) < uses.indexOf(own.use) ? other.use : own.use,
    maxAgeHours: Math.min(own.maxAgeHours, other.maxAgeHours),
    maxMegabytes: Math.min(own.maxMegabytes, other.maxMegabytes),
  };
}
