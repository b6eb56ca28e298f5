import * as z from 'zod';

/** How long the audit trail goes back, and whether it holds texts. */
export const auditSchema = z.strictObject({
  days: z
    .int()
    .min(0)
    .max(3650)
    .default(90)
    .describe('How many days of decisions are kept; 0 keeps none. Costs stay in the ledger.'),
  texts: z
    .boolean()
    .default(false)
    .describe('Keep what was sent and answered, word for word, as long as the decisions.'),
});
