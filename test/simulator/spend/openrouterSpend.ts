import { inputTokensOf } from '../../../src/core/chat/usage.ts';
import type { Endpoint, Question } from '../endpoint.ts';
import { openaiChat } from '../openaiChat/dialect.ts';
import type { Bill } from '../spendLedger.ts';
import { DAY_MS, dayOf, daysOf } from './days.ts';

/** What was paid in. */
const CREDITS = 100;

/** OpenRouter's accounts of a generation, a key, the credits and the last days (openrouter.ai/docs/api-reference). */
export const openrouterSpend: readonly Endpoint[] = [
  get(/^(?:\/api)?\/v1\/generation$/, 'key', (question) => {
    const id = question.query.get('id');
    const bill = question.memory.ledger.bills.find((known) => known.id === id);
    if (!bill) return { type: 'invalid', status: 404, message: `Generation ${id} not found` };
    return { body: { data: generationOf(bill, question) } };
  }),
  get(/^(?:\/api)?\/v1\/credits$/, 'adminKey', (question) => ({
    body: { data: { total_credits: CREDITS, total_usage: spentSince(question, 0) } },
  })),
  get(/^(?:\/api)?\/v1\/key$/, 'key', (question) => {
    const today = dayOf(question.memory.now());
    const date = new Date(today);
    const monday = today - ((date.getUTCDay() + 6) % 7) * DAY_MS;
    const month = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
    const usage = spentSince(question, 0);
    const none = { byok_usage: 0, byok_usage_daily: 0, byok_usage_weekly: 0, byok_usage_monthly: 0 };
    return {
      body: {
        data: {
          ...{
            label: 'sk-or-v1-sim...key',
            limit: CREDITS,
            limit_remaining: CREDITS - usage,
            limit_reset: null,
            usage,
          },
          usage_daily: spentSince(question, today),
          usage_weekly: spentSince(question, monday),
          usage_monthly: spentSince(question, month),
          ...none,
          ...{ is_free_tier: false, is_management_key: false, include_byok_in_limit: false, expires_at: null },
        },
      },
    };
  }),
  get(/^(?:\/api)?\/v1\/activity$/, 'adminKey', (question) => ({ body: { data: activityOf(question) } })),
];

function get(path: RegExp, key: Endpoint['key'], answer: Endpoint['answer']): Endpoint {
  return { method: 'GET', path, key, dialect: openaiChat, answer };
}

function spentSince({ memory, provider }: Question, since: number): number {
  const bills = memory.ledger.bills.filter(({ at }) => at >= since);
  return bills.reduce((sum, { usd }) => sum + usd, 0) * (provider.drift ?? 1);
}

function generationOf({ id, at, model, turn, usage, usd, cancelled }: Bill, { provider }: Question): object {
  const cost = usd * (provider.drift ?? 1);
  const input = inputTokensOf(usage);
  const output = usage.outputText + usage.reasoning;
  return {
    id,
    upstream_id: null,
    total_cost: cost,
    cache_discount: null,
    upstream_inference_cost: cost,
    created_at: new Date(at).toISOString(),
    model,
    app_id: null,
    streamed: turn.request.stream,
    cancelled,
    provider_name: 'Simulator',
    latency: turn.behaviour.firstTokenMs ?? 0,
    moderation_latency: null,
    generation_time: 0,
    finish_reason: turn.finish,
    native_finish_reason: turn.finish,
    tokens_prompt: input,
    tokens_completion: output,
    native_tokens_prompt: input,
    native_tokens_completion: output,
    native_tokens_reasoning: usage.reasoning,
    native_tokens_cached: usage.cacheRead,
    num_media_prompt: null,
    num_media_completion: null,
    num_search_results: null,
    origin: '',
    usage: cost,
    is_byok: false,
  };
}

/** One row for each model on each of the last thirty days that are over. */
function activityOf({ memory, query, provider }: Question): object[] {
  const today = dayOf(memory.now());
  const asked = query.get('date');
  return daysOf(memory.ledger.bills, today - 30 * DAY_MS, today).flatMap(({ start, bills }) => {
    const date = new Date(start).toISOString().slice(0, 10);
    if (asked !== null && asked !== date) return [];
    return [...Map.groupBy(bills, ({ model }) => model)].map(([model, group]) => {
      const sum = (of: (bill: Bill) => number) => group.reduce((total, bill) => total + of(bill), 0);
      return {
        ...{ date, model, model_permaslug: model, endpoint_id: 'simulated', provider_name: 'Simulator' },
        usage: sum(({ usd }) => usd) * (provider.drift ?? 1),
        byok_usage_inference: 0,
        requests: group.length,
        prompt_tokens: sum(({ usage }) => inputTokensOf(usage)),
        completion_tokens: sum(({ usage }) => usage.outputText + usage.reasoning),
        reasoning_tokens: sum(({ usage }) => usage.reasoning),
      };
    });
  });
}
