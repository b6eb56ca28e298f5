import type { Tier } from './model.ts';

/** The API dialects Switchyard speaks; one folder under `providers/` each. */
export const APIS = ['openai-chat'] as const;
export type Api = (typeof APIS)[number];

/** A known vendor or server as one row of data: all that differs between vendors of the same dialect. */
export interface Preset {
  /** The provider id users write in settings and before the slash of a model id. */
  readonly id: string;
  readonly name: string;
  readonly api: Api;
  readonly baseUrl: string;
  readonly auth: 'key' | 'none';
  /** The page where a key is made. */
  readonly keysUrl?: string;
  /** A server the user runs: its base URL is expected to change, and its models are whatever it lists. */
  readonly local?: true;
  /** A server on the user's own machine that bills nobody: unlisted prices are zero, not unknown. */
  readonly free?: true;
  /** Headers of every request, such as a gateway's own; secret values only as `${secret:NAME}`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The default model of each tier, so that one pasted key is enough. */
  readonly models: Partial<Record<Tier, string>>;
  /** The model that answers soonest; the budget one when absent. */
  readonly fastest?: string;
  /** The provider's id in the price catalogue, where it differs from `id`. */
  readonly catalogId?: string;
  readonly quirks?: OpenAiChatQuirks;
}

/** How a vendor departs from OpenAI's chat completions. */
export interface OpenAiChatQuirks {
  /** The name of the output limit; `max_tokens` when absent. */
  readonly outputLimit?: 'max_tokens' | 'max_completion_tokens';
  /** The vendor refuses `stream_options`; it sends usage unasked or not at all. */
  readonly noStreamOptions?: true;
  /** Extra fields of every request body, such as a switch for usage reports. */
  readonly body?: Readonly<Record<string, unknown>>;
}
