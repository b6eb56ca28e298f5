import * as z from 'zod';
import { PROVIDER_ID } from './providerId.ts';

/** What a provider's entry says of how much it may be asked, and who shares that. */
export const limitSettings = {
  sharesWith: z
    .string()
    .regex(PROVIDER_ID)
    .optional()
    .describe(
      'The id of a provider that has the same models, under another key or at another address. Wherever one of its models is asked, the one of the two with more of its limits left is, and a chat stays with the one that has it in its cache. What this entry leaves out is as it is there.',
    ),
  limits: z
    .strictObject({
      requestsPerMinute: z.int().min(1).max(1_000_000).optional().describe('Questions sent within any 60 seconds.'),
      tokensPerMinute: z
        .int()
        .min(1)
        .max(1_000_000_000)
        .optional()
        .describe('Tokens sent and received within any 60 seconds.'),
      concurrent: z.int().min(1).max(1000).optional().describe('Questions that it answers at the same time.'),
    })
    .optional()
    .describe(
      'How much it may be asked, by all windows and the terminal together. At a limit the next model is asked; the last one is waited for. What the provider itself says of its limits counts without an entry.',
    ),
};
