/** How much the user lets a provider be asked; absent: as much as it takes. */
export interface Limits {
  readonly requestsPerMinute?: number;
  /** Input and output together. */
  readonly tokensPerMinute?: number;
  /** Calls at the same time. */
  readonly concurrent?: number;
}

/** What a response's headers say of one of its vendor's limits. */
export interface SeenLimit {
  /** Tells the limits of one response apart: `requests`, `tokens-minute`. */
  readonly name: string;
  readonly counts: 'requests' | 'tokens' | 'inputTokens' | 'outputTokens';
  /** Whether each model has its own, or all models of the account share it. */
  readonly per: 'model' | 'account';
  readonly limit?: number;
  readonly remaining: number;
  /** In how many milliseconds it is whole again. */
  readonly resetMs: number;
  /** It comes back little by little until then, not at once; only where `limit` is known. */
  readonly gradual: boolean;
}

/** A limit that was told, as it is kept until its reset. Times are milliseconds since 1970. */
export interface LearntLimit extends Pick<SeenLimit, 'name' | 'counts' | 'limit' | 'remaining' | 'gradual'> {
  /** Which of the provider's models it holds for: `scopesOf` one of them. */
  readonly scope: string;
  /** `remaining` does not know of the calls that started after this. */
  readonly since: number;
  readonly at: number;
  readonly resetAt: number;
}

/** A call that counts against limits. Times are milliseconds since 1970. */
export interface Start {
  /** What the provider is asked for. */
  readonly model: string;
  readonly at: number;
  /** What is expected, and from its end on what was used. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** It runs until then at least, and longer where its process renews it; 0 when it is over. */
  readonly leaseUntil: number;
}

/** What is known of one provider: its calls of the last minutes, of every process, and what it told of its limits. */
export interface Counted {
  /** Oldest first. */
  readonly starts: readonly Start[];
  readonly learnt: readonly LearntLimit[];
}

/** What a call will take of the limits. */
export type Need = Pick<Start, 'model' | 'inputTokens' | 'outputTokens'>;

/** How long calls count: against what a user sets, a minute; beside what a vendor told, somewhat longer. */
export const MINUTE_MS = 60_000;
export const KEPT_MS = 10 * MINUTE_MS;

/** OpenRouter's free variants have one limit together that its other models do not have (openrouter.ai/docs/api-reference/limits). */
function accountScope(model: string): string {
  return model.endsWith(':free') ? '*:free' : '*';
}

/** The scope of a limit that a response of this model told. */
export function scopeOf(per: SeenLimit['per'], model: string): string {
  return per === 'model' ? model : accountScope(model);
}

/** Every scope that a model is in. */
export function scopesOf(model: string): readonly string[] {
  return [model, accountScope(model)];
}
