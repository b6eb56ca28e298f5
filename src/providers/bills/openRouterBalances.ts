import * as z from 'zod';
import { SwitchyardError } from '../../core/chat/errors.ts';
import { toError } from '../faults/toError.ts';
import type { Ask, Balance } from './bill.ts';

const keyWire = z.object({
  data: z.object({
    usage: z.number(),
    limit_remaining: z.number().nullish(),
    usage_daily: z.number(),
    usage_weekly: z.number(),
    usage_monthly: z.number(),
  }),
});

const creditsWire = z.object({ data: z.object({ total_credits: z.number(), total_usage: z.number() }) });

/** Refused to this kind of key, or unknown to a gateway that speaks for OpenRouter. */
const NOT_TOLD = [401, 403, 404];

/**
 * What OpenRouter says of the key (openrouter.ai/docs/api-reference/limits) and of the account, which it tells
 * management keys only (openrouter.ai/docs/api-reference/get-credits). What it does not tell is left out.
 */
export async function openRouterBalances(ask: Ask): Promise<Balance[]> {
  const [key, credits] = await Promise.all([told(ask, '/key', keyWire), told(ask, '/credits', creditsWire)]);
  const balances: Balance[] = [];
  if (key !== undefined) {
    const { usage: usedUsd, limit_remaining: leftUsd = null } = key.data;
    const { usage_daily: todayUsd, usage_weekly: weekUsd, usage_monthly: monthUsd } = key.data;
    balances.push({ of: 'key', usedUsd, leftUsd, recently: { todayUsd, weekUsd, monthUsd } });
  }
  if (credits !== undefined) {
    const { total_credits: paid, total_usage: usedUsd } = credits.data;
    balances.push({ of: 'account', usedUsd, leftUsd: paid - usedUsd });
  }
  return balances;
}

async function told<T extends z.ZodType>(ask: Ask, path: string, wire: T): Promise<z.output<T> | undefined> {
  try {
    return wire.safeParse(await ask(path)).data;
  } catch (error) {
    const coded = toError(error);
    if (SwitchyardError.is(coded) && NOT_TOLD.includes(coded.status ?? 0)) return undefined;
    throw error;
  }
}
