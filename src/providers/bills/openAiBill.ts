import * as z from 'zod';
import type { Ask, Bill, BillQuestion } from './bill.ts';
import { dailyPages } from './dailyPages.ts';

const resultWire = z.object({
  amount: z.object({ value: z.coerce.number(), currency: z.string() }),
  line_item: z.string().nullable(),
});

/**
 * What OpenAI billed the whole organisation since then, by model (platform.openai.com/docs/api-reference/usage/costs).
 * Its lines are named `MODEL, input`.
 */
export async function openAiBill(ask: Ask, { since }: BillQuestion): Promise<Bill> {
  const path = `/organization/costs?start_time=${since / 1000}&bucket_width=1d&limit=31&group_by[]=line_item`;
  const results = await dailyPages(ask, path, resultWire);
  return {
    of: 'days',
    lines: results
      .filter(({ amount }) => amount.currency.toLowerCase() === 'usd')
      .map(({ amount, line_item: line }) => ({ model: line?.split(',')[0]?.trim() ?? '?', usd: amount.value })),
  };
}
