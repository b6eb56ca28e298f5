import type { Timings } from './timings.ts';

/** What the wall does to one attempt: an answer, whole or not, or something instead of one. */
export type WallAction =
  | { readonly type: 'answer'; readonly mode: AnswerMode }
  | {
      readonly type: 'refuse';
      readonly status: number;
      readonly message: string;
      readonly errorType: string;
      readonly code: string | null;
      readonly retryAfterS?: number;
    }
  /** A TCP reset before any byte. */
  | { readonly type: 'reset' }
  /** The request is taken and nothing ever comes. */
  | { readonly type: 'silence' };

export type AnswerMode = 'whole' | 'slow' | 'cut' | 'stall' | 'malformed' | 'noDone';

/** One attempt, as far as a fault depends on it. */
export interface Attempt {
  /** Counted per model from 1. */
  readonly ordinal: number;
  readonly model: string;
  readonly sinceResetMs: number;
  /** The last message is an assistant's: the model is asked to go on from there. */
  readonly prefilled: boolean;
  readonly timings: Timings;
}

type Fault = (attempt: Attempt) => WallAction;

const answer = (mode: AnswerMode = 'whole') => ({ type: 'answer', mode }) as const;
const busy = { type: 'refuse', status: 503, errorType: 'server_error', code: 'overloaded' } as const;
const OVERLOADED = { ...busy, message: 'The engine is currently overloaded. Please try again later.' };

function limited(model: string, retryAfterS?: number): WallAction {
  const again = retryAfterS === undefined ? '' : ` Please retry after ${retryAfterS} seconds.`;
  return {
    type: 'refuse',
    status: 429,
    message: `Rate limit reached for ${model}.${again}`,
    errorType: 'rate_limit_error',
    code: 'rate_limit_exceeded',
    ...(retryAfterS === undefined ? {} : { retryAfterS }),
  };
}

function badRequest(message: string, code: string): WallAction {
  return { type: 'refuse', status: 400, message, errorType: 'invalid_request_error', code };
}

/**
 * The faults of Failover Bench by the tag in a model's name (`fb-TAG-…`), rebuilt from the definitions in
 * `scenarios/catalogue.yaml` and `failoverbench/wall.py` of github.com/failoverbench/failoverbench, version 0.1.
 */
const FAULTS: Readonly<Record<string, Fault>> = {
  ok: () => answer(),
  'ok-noprefill': ({ prefilled }) =>
    prefilled
      ? badRequest(
          'This model does not support assistant message prefill. The conversation must end with a user message.',
          'invalid_prefill',
        )
      : answer(),
  s01: ({ ordinal, model, timings }) => (ordinal === 1 ? limited(model, timings.retryAfterS) : answer()),
  s02: ({ model }) => limited(model),
  s03: ({ ordinal }) =>
    ordinal === 1
      ? {
          type: 'refuse',
          status: 500,
          message: 'The server had an error while processing your request.',
          errorType: 'server_error',
          code: null,
        }
      : answer(),
  s04: () => OVERLOADED,
  s05: ({ ordinal }) => (ordinal === 1 ? { type: 'reset' } : answer()),
  s06: () => ({ type: 'silence' }),
  s07: () => answer('slow'),
  s08: () => answer('cut'),
  s09: () => answer('stall'),
  s10: () => answer('malformed'),
  s11: () => answer('noDone'),
  s12: () =>
    badRequest(
      "This model's maximum context length is 8192 tokens. However, your messages resulted in 9631 tokens. Please reduce the length of the messages.",
      'context_length_exceeded',
    ),
  s13: () => badRequest('Your request was rejected as a result of our safety system.', 'content_policy_violation'),
  s14: () => answer('cut'),
  s15: ({ sinceResetMs, timings }) => (sinceResetMs < timings.outageMs ? OVERLOADED : answer()),
  s16: () => OVERLOADED,
};

/** What the wall does to this attempt; undefined for a model that it does not have. */
export function actionFor(attempt: Attempt): WallAction | undefined {
  const name = attempt.model.slice(attempt.model.lastIndexOf('/') + 1).toLowerCase();
  if (!name.startsWith('fb-')) return undefined;
  const rest = name.slice(3);
  return (FAULTS[rest] ?? FAULTS[rest.split('-')[0] ?? ''])?.(attempt);
}
