import type { Endpoint, Question } from '../endpoint.ts';
import { openaiChat } from '../openaiChat/dialect.ts';
import { type Bill, costsOf } from '../spendLedger.ts';
import { daysOf, pageOf } from './days.ts';

/** OpenAI's costs by day, for admin keys (platform.openai.com/docs/api-reference/usage/costs). */
export const openaiCosts: Endpoint = {
  method: 'GET',
  path: /^\/v1\/organization\/costs$/,
  key: 'adminKey',
  dialect: openaiChat,
  answer: (question) => {
    const { memory, query } = question;
    const start = Number(query.get('start_time') ?? Number.NaN);
    if (!Number.isInteger(start)) {
      const message = "Missing required parameter: 'start_time'.";
      return { type: 'invalid', message, param: 'start_time', code: 'missing_required_parameter' };
    }
    const end = query.has('end_time') ? Number(query.get('end_time')) * 1000 : memory.now();
    const byLine = [...query.getAll('group_by'), ...query.getAll('group_by[]')].includes('line_item');
    const buckets = daysOf(memory.ledger.bills, start * 1000, end).map((day) => ({
      object: 'bucket',
      start_time: day.start / 1000,
      end_time: day.end / 1000,
      results: resultsOf(day.bills, byLine, question),
    }));
    return { body: { object: 'page', ...pageOf(buckets, Number(query.get('limit') ?? 7), query.get('page')) } };
  },
};

function resultsOf(bills: readonly Bill[], byLine: boolean, { provider }: Question): object[] {
  const drift = provider.drift ?? 1;
  const totals = new Map<string, number>();
  for (const bill of bills) {
    for (const [line, usd] of linesOf(bill, provider)) {
      const key = byLine ? line : '';
      totals.set(key, (totals.get(key) ?? 0) + usd * drift);
    }
  }
  return [...totals].map(([line, value]) => ({
    object: 'organization.costs.result',
    amount: { value, currency: 'usd' },
    line_item: byLine ? line : null,
    project_id: null,
    organization_id: 'org-simulated',
  }));
}

/** OpenAI's names of what is billed, such as `gpt-4o, cached input`. */
function linesOf({ model, usage }: Bill, { facts }: Question['provider']): [string, number][] {
  const price = facts?.[model]?.price;
  if (!price) return [];
  const costs = costsOf(price, usage);
  const lines: [string, number][] = [
    [`${model}, input`, costs.uncachedInput + costs.cacheWrite5m + costs.cacheWrite1h],
    [`${model}, cached input`, costs.cacheRead],
    [`${model}, output`, costs.outputText + costs.reasoning],
  ];
  return lines.filter(([, usd]) => usd > 0);
}
