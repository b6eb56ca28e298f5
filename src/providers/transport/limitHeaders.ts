import type { SeenLimit } from '../../core/limits/limits.ts';
import { delayOf } from '../faults/delayOf.ts';

/** One of a vendor's limits: the headers that tell of it and how it works. */
interface Row extends Pick<SeenLimit, 'name' | 'counts' | 'per'> {
  readonly limit: string;
  readonly remaining: string;
  readonly reset: string;
  /** Used where no reset is told. */
  readonly windowMs: number;
  /** A bucket that fills little by little; else everything comes back at the reset. */
  readonly gradual?: true;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** No limit is longer than a month; what says so is garbage. */
const LONGEST_MS = 31 * DAY;

/**
 * `x-ratelimit-{limit,remaining,reset}-{requests,tokens}`: OpenAI (developers.openai.com/api/docs/guides/rate-limits,
 * durations such as `6m0s`; of 5,000 a minute one is back after 12 ms, community.openai.com/t/1268905: a bucket that fills
 * little by little), xAI, Groq (console.groq.com/docs/rate-limits, `2m59.56s`; its requests are per day). All count per
 * model. Azure sends neither limit nor reset and counts requests in windows of 10 seconds
 * (learn.microsoft.com/azure/ai-services/openai/how-to/quota).
 */
const OPENAI: readonly Row[] = [
  { ...headers('requests'), counts: 'requests', per: 'model', windowMs: 10 * SECOND, gradual: true },
  { ...headers('tokens'), counts: 'tokens', per: 'model', windowMs: MINUTE, gradual: true },
];

/**
 * The same with the window in the name: Cerebras (inference-docs.cerebras.ai/support/rate-limits, resets in seconds) and
 * Mistral, which says `req` and no reset (github.com/mistralai/client-ts/issues/169). Both count per model.
 */
const WINDOWED: readonly Row[] = (
  [
    ['minute', MINUTE],
    ['hour', HOUR],
    ['day', DAY],
  ] as const
).flatMap(([window, windowMs]): Row[] => [
  { ...headers(`requests-${window}`), counts: 'requests', per: 'model', windowMs },
  { ...headers(`req-${window}`), counts: 'requests', per: 'model', windowMs },
  { ...headers(`tokens-${window}`), counts: 'tokens', per: 'model', windowMs },
]);

/**
 * platform.claude.com/docs/en/api/rate-limits: buckets that fill all the time, per class of model; resets in RFC 3339.
 * Where several apply, the combined `tokens` are those of the tightest.
 */
const ANTHROPIC: readonly Row[] = (
  [
    ['requests', 'requests'],
    ['tokens', 'tokens'],
    ['input-tokens', 'inputTokens'],
    ['output-tokens', 'outputTokens'],
  ] as const
).map(([what, counts]) => ({
  ...{ name: `anthropic-${what}`, counts, per: 'model', windowMs: MINUTE, gradual: true },
  limit: `anthropic-ratelimit-${what}-limit`,
  remaining: `anthropic-ratelimit-${what}-remaining`,
  reset: `anthropic-ratelimit-${what}-reset`,
}));

/**
 * Names that say no more than "limit": OpenRouter's `X-RateLimit-*`, a reset in milliseconds since 1970
 * (openrouter.ai/docs/api-reference/limits), Mistral's older `ratelimitbysize-*` for tokens a minute, and the fields of
 * the IETF's draft (draft-ietf-httpapi-ratelimit-headers-06, seconds). They are the account's.
 */
const PLAIN: readonly Row[] = [
  { ...fields('x-ratelimit'), counts: 'requests', per: 'account', windowMs: MINUTE },
  { ...fields('ratelimit'), counts: 'requests', per: 'account', windowMs: MINUTE },
  { ...fields('ratelimitbysize'), counts: 'tokens', per: 'account', windowMs: MINUTE },
];

const ROWS = [...OPENAI, ...WINDOWED, ...ANTHROPIC, ...PLAIN];

function headers(what: string): Pick<Row, 'name' | 'limit' | 'remaining' | 'reset'> {
  return {
    name: what,
    limit: `x-ratelimit-limit-${what}`,
    remaining: `x-ratelimit-remaining-${what}`,
    reset: `x-ratelimit-reset-${what}`,
  };
}

function fields(prefix: string): Pick<Row, 'name' | 'limit' | 'remaining' | 'reset'> {
  return { name: prefix, limit: `${prefix}-limit`, remaining: `${prefix}-remaining`, reset: `${prefix}-reset` };
}

/**
 * What an answer's headers, good or bad, say of its vendor's limits; nothing for what cannot be read. Times of day are
 * counted from the server's own `date`. Never throws.
 */
export function limitsIn(sent: Headers, now = Date.now()): SeenLimit[] {
  const date = Date.parse(sent.get('date') ?? '');
  const at = Number.isNaN(date) ? now : date;
  return ROWS.flatMap(({ name, counts, per, windowMs, gradual, ...row }) => {
    const remaining = countIn(sent.get(row.remaining));
    if (remaining === undefined) return [];
    const limit = countIn(sent.get(row.limit));
    // Nothing out of nothing is how some say that there is none.
    if (limit === 0) return [];
    const resetMs = Math.ceil(delayOf(sent.get(row.reset), at) ?? windowMs);
    if (resetMs > LONGEST_MS) return [];
    const isGradual = gradual === true && limit !== undefined;
    return [
      { ...{ name, counts, per, remaining, resetMs, gradual: isGradual }, ...(limit === undefined ? {} : { limit }) },
    ];
  });
}

/** A count, alone or the first of a list such as `100, 100;window=60`. */
function countIn(value: string | null): number | undefined {
  const digits = /^\s*(\d{1,15})(?:\.\d+)?\s*(?:[,;]|$)/.exec(value ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}
