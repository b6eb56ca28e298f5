import * as z from 'zod';
import type { AnswerLine } from '../../core/accounting/drift.ts';
import { SwitchyardError } from '../../core/chat/errors.ts';
import { toError } from '../faults/toError.ts';
import { lenient } from '../lenient.ts';
import { reportedCost } from '../reportedCost.ts';
import type { Ask, Bill, BillQuestion } from './bill.ts';
import { openRouterBalances } from './openRouterBalances.ts';

const generationWire = z.object({
  data: z.object({
    total_cost: z.number(),
    is_byok: lenient(z.boolean()),
    upstream_inference_cost: lenient(z.number()),
  }),
});

/** More would take longer than anyone waits. */
const MOST_ANSWERS = 200;
const AT_A_TIME = 5;

/**
 * What each of the newest answers cost by OpenRouter (openrouter.ai/docs/api-reference/get-a-generation), the share of the
 * vendor behind it included where one's own key was used, as `reportedCost` has it. Answers that it knows nothing of, or
 * not yet, are left out, and those whose share it does not tell are counted only. Its name of the model is not read: it
 * is another than the one asked for (`moonshotai/kimi-k2.5-0127`), and the answer's id tells more.
 */
export async function openRouterBill(ask: Ask, { responseIds }: BillQuestion): Promise<Bill> {
  const waiting = responseIds.slice(0, MOST_ANSWERS);
  const lines: AnswerLine[] = [];
  let untold = 0;
  const work = async () => {
    for (let responseId = waiting.shift(); responseId !== undefined; responseId = waiting.shift()) {
      const generation = generationWire.safeParse(await asked(ask, responseId)).data?.data;
      if (generation === undefined) continue;
      const { total_cost: cost, is_byok, ...cost_details } = generation;
      const usd = reportedCost({ cost, is_byok, cost_details });
      if (usd === undefined) untold++;
      else lines.push({ responseId, usd });
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return { of: 'answers', lines, untold, balances: await openRouterBalances(ask) };
}

async function asked(ask: Ask, id: string): Promise<unknown> {
  try {
    return await ask(`/generation?id=${encodeURIComponent(id)}`);
  } catch (error) {
    const coded = toError(error);
    if (SwitchyardError.is(coded) && coded.status === 404) return undefined;
    throw error;
  }
}
