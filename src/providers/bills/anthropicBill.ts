import * as z from 'zod';
import type { Ask, Bill, BillQuestion } from './bill.ts';
import { dailyPages } from './dailyPages.ts';

/** The amount is a number of cents, as text (platform.claude.com/docs/en/api/admin/cost_report). */
const resultWire = z.object({
  currency: z.string(),
  amount: z.coerce.number(),
  model: z.string().nullish(),
  description: z.string().nullish(),
});

const CENTS = 100;

/** What Anthropic billed the whole organisation since then, by model. */
export async function anthropicBill(ask: Ask, { since }: BillQuestion): Promise<Bill> {
  const start = new Date(since).toISOString();
  const path = `/organizations/cost_report?starting_at=${encodeURIComponent(start)}&limit=31&group_by[]=description`;
  const results = await dailyPages(ask, path, resultWire);
  return {
    of: 'days',
    lines: results
      .filter(({ currency }) => currency.toUpperCase() === 'USD')
      .map(({ amount, model, description }) => ({ model: model ?? description ?? '?', usd: amount / CENTS })),
  };
}
