import * as z from 'zod';
import { SwitchyardError } from '../../core/chat/errors.ts';
import { toError } from '../faults/toError.ts';
import type { Bill } from './bill.ts';
import type { Ask, BillQuestion } from './readBill.ts';

const generationWire = z.object({ data: z.object({ model: z.string(), total_cost: z.number() }) });

/** More would take longer than anyone waits. */
const MOST_ANSWERS = 200;
const AT_A_TIME = 5;

/**
 * What OpenRouter billed for each of the newest answers (openrouter.ai/docs/api-reference/get-a-generation). Answers that
 * it knows nothing of, or not yet, are left out.
 */
export async function openRouterBill(ask: Ask, { responseIds }: BillQuestion): Promise<Bill> {
  const waiting = responseIds.slice(0, MOST_ANSWERS);
  const found: { id: string; model: string; usd: number }[] = [];
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const generation = generationWire.safeParse(await asked(ask, id)).data?.data;
      if (generation !== undefined) found.push({ id, model: generation.model, usd: generation.total_cost });
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return { lines: found.map(({ model, usd }) => ({ model, usd })), responseIds: found.map(({ id }) => id) };
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
