import * as z from 'zod';
import { SwitchyardError } from '../../core/chat/errors.ts';
import { toError } from '../faults/toError.ts';
import { lenient } from '../lenient.ts';
import type { Ask, Balance } from './bill.ts';

const keyWire = z.object({
  data: z.object({
    usage: z.number(),
    limit_remaining: z.number().nullish(),
    usage_daily: z.number(),
    usage_weekly: z.number(),
    usage_monthly: z.number(),
    byok_usage: lenient(z.number()),
    byok_usage_daily: lenient(z.number()),
    byok_usage_weekly: lenient(z.number()),
    byok_usage_monthly: lenient(z.number()),
  }),
});

const creditsWire = z.object({ data: z.object({ total_credits: z.number(), total_usage: z.number() }) });

/** Refused to this kind of key, or unknown to a gateway that speaks for OpenRouter. */
const NOT_TOLD = [401, 403, 404];

/**
 * What OpenRouter says of the key (openrouter.ai/docs/api-reference/limits), what vendors behind it billed to one's own
 * keys included, and of the account, which it tells management keys only and counts in its own credits alone
 * (openrouter.ai/docs/api-reference/get-credits). What it does not tell is left out.
 */
export async function openRouterBalances(ask: Ask): Promise<Balance[]> {
  const [key, credits] = await Promise.all([told(ask, '/key', keyWire), told(ask, '/credits', creditsWire)]);
  const balances: Balance[] = [];
  if (key !== undefined) balances.push(keyBalance(key.data));
  if (credits !== undefined) {
    const { total_credits: paid, total_usage: usedUsd } = credits.data;
    balances.push({ of: 'account', usedUsd, leftUsd: paid - usedUsd });
  }
  return balances;
}

function keyBalance(key: z.output<typeof keyWire>['data']): Balance {
  return {
    of: 'key',
    usedUsd: key.usage + (key.byok_usage ?? 0),
    leftUsd: key.limit_remaining ?? null,
    recently: {
      todayUsd: key.usage_daily + (key.byok_usage_daily ?? 0),
      weekUsd: key.usage_weekly + (key.byok_usage_weekly ?? 0),
      monthUsd: key.usage_monthly + (key.byok_usage_monthly ?? 0),
    },
  };
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
