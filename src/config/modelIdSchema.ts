import * as z from 'zod';

/** A model by its full id. */
export const modelId = z
  .string()
  .regex(/^[^/\s]+\/\S+$/, 'must be PROVIDER/MODEL')
  .describe('A model as PROVIDER/MODEL, for example deepseek/deepseek-chat.');
