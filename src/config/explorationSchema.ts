import * as z from 'zod';

/** The setting `exploration`: how far other models than the best may be tried. */
export const explorationSchema = z.strictObject({
  share: z
    .number()
    .min(0)
    .max(0.5)
    .default(0)
    .describe(
      'At most this part of the first questions of chats goes to a model that may turn out to be better. 0: none.',
    ),
  maxUsdPerDay: z
    .number()
    .min(0)
    .default(0.1)
    .describe('What that may cost a day beyond what those questions would have cost, in US$.'),
});
