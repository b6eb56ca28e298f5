import * as z from 'zod';
import { modelId } from './modelIdSchema.ts';

/** The setting `recognition`: whether a model is asked what a question is. */
export const recognitionSchema = z.strictObject({
  model: z
    .union([z.null(), z.literal('cheapest'), modelId])
    .default(null)
    .describe('Nobody, the cheapest model that you have, or one by its name.'),
  below: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe('It is asked where the kind of task is less sure than this, from 0 to 1, by the words alone.'),
});
