import type { TokenParts } from '../../../src/core/chat/usage.ts';
import { anthropicMessages } from '../anthropicMessages/dialect.ts';
import type { Endpoint, Question } from '../endpoint.ts';
import { type Bill, costsOf } from '../spendLedger.ts';
import { type Day, daysOf, pageOf } from './days.ts';

/** Anthropic's costs by day, for admin keys (platform.claude.com/docs/en/api/admin/cost_report). */
export const anthropicCostReport: Endpoint = {
  method: 'GET',
  path: /^\/v1\/organizations\/cost_report$/,
  key: 'adminKey',
  dialect: anthropicMessages,
  answer: (question) => {
    const { memory, query } = question;
    const start = Date.parse(query.get('starting_at') ?? '');
    if (Number.isNaN(start)) return { type: 'invalid', message: 'starting_at: Field required' };
    const until = query.get('ending_at');
    // The day that is not over yet belongs to it unless an end before its own is asked for.
    const days = daysOf(memory.ledger.bills, start, memory.now());
    const asked = days.filter(({ end }) => until === null || end <= Date.parse(until));
    const buckets = asked.map((day) => bucketOf(day, question));
    return { body: pageOf(buckets, Number(query.get('limit') ?? 7), query.get('page')) };
  },
};

function bucketOf({ start, end, bills }: Day, question: Question): object {
  const { query } = question;
  const described = [...query.getAll('group_by[]'), ...query.getAll('group_by')].includes('description');
  const lines = bills.flatMap((bill) => linesOf(bill, question));
  return {
    starting_at: rfc3339(start),
    ending_at: rfc3339(end),
    results: described ? perLine(lines) : lines.length > 0 ? [result(sumOf(lines))] : [],
  };
}

function rfc3339(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

interface Line {
  readonly model: string;
  readonly part: keyof TokenParts;
  readonly usd: number;
}

function linesOf({ model, usage }: Bill, { provider }: Question): Line[] {
  const price = provider.facts?.[model]?.price;
  if (!price) return [];
  return Object.entries(costsOf(price, usage))
    .map(([part, usd]) => ({ model, part: part as keyof TokenParts, usd: usd * (provider.drift ?? 1) }))
    .filter(({ usd }) => usd > 0);
}

/** What a line is called, and its type of token. */
const KINDS: Record<keyof TokenParts, readonly [string, string]> = {
  uncachedInput: ['Input Tokens', 'uncached_input_tokens'],
  cacheRead: ['Input Tokens, Cache Hit', 'cache_read_input_tokens'],
  cacheWrite5m: ['Input Tokens, Cache Write 5m', 'cache_creation.ephemeral_5m_input_tokens'],
  cacheWrite1h: ['Input Tokens, Cache Write 1h', 'cache_creation.ephemeral_1h_input_tokens'],
  outputText: ['Output Tokens', 'output_tokens'],
  reasoning: ['Output Tokens', 'output_tokens'],
};

function perLine(lines: readonly Line[]): object[] {
  const groups = Map.groupBy(lines, ({ model, part }) => `${model} Usage - ${KINDS[part][0]}`);
  return [...groups].map(([description, group]) => {
    const { model, part } = group[0] as Line;
    return result(sumOf(group), { description, model, token_type: KINDS[part][1] });
  });
}

function sumOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { usd }) => sum + usd, 0);
}

/** Amounts are cents, as a decimal text. */
function result(usd: number, line?: { description: string; model: string; token_type: string }): object {
  const more = line && { cost_type: 'tokens', context_window: '0-200k', service_tier: 'standard' };
  return {
    currency: 'USD',
    amount: String(Number((usd * 100).toFixed(10))),
    workspace_id: null,
    description: null,
    cost_type: null,
    context_window: null,
    model: null,
    service_tier: null,
    token_type: null,
    inference_geo: null,
    ...line,
    ...more,
  };
}
