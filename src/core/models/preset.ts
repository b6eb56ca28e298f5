import type { VendorPolicy } from '../privacy/dataPolicy.ts';
import type { Tier } from './model.ts';

/** The API dialects Switchyard speaks; one folder each. */
export const APIS = ['openai-chat', 'anthropic-messages', 'gemini', 'openai-responses', 'vscode-lm'] as const;
export type Api = (typeof APIS)[number];

/** A known vendor or server as one row of data: all that differs between vendors of the same dialect. */
export interface Preset {
  /** The provider id users write in settings and before the slash of a model id. */
  readonly id: string;
  readonly name: string;
  readonly api: Api;
  readonly baseUrl: string;
  readonly auth: Auth;
  /** The page where a key is made. */
  readonly keysUrl?: string;
  /** The page where credit is added. */
  readonly billingUrl?: string;
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
  /** Whose account of what was spent can be asked. */
  readonly bill?: 'openrouter' | 'openai' | 'anthropic';
  /** What its vendor says becomes of that which is sent to it. */
  readonly dataPolicy?: VendorPolicy;
  readonly quirks?: Quirks;
}

/** `key`: the vendor's own header for API keys; `token`: a bearer token, as Azure's Entra ID gives; `none`: nothing. */
export const AUTHS = ['key', 'token', 'none'] as const;
export type Auth = (typeof AUTHS)[number];

/** How a vendor departs from its dialect. */
export interface Quirks {
  /** Chat completions: the name of the output limit; `max_tokens` when absent. */
  readonly outputLimit?: 'max_tokens' | 'max_completion_tokens';
  /** Chat completions: the vendor refuses `stream_options`; it sends usage unasked or not at all. */
  readonly noStreamOptions?: true;
  /** Extra fields of every request body, such as a switch for usage reports. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** How a JSON answer is asked for; a schema when absent. Whatever the model then writes is checked and repaired. */
  readonly structured?: 'schema' | 'object' | 'none';
  /** Chat completions: `<think>…</think>` at the start of the text is reasoning. */
  readonly inlineThinking?: true;
  /** Chat completions: earlier reasoning is sent back in this field of an assistant's message. */
  readonly reasoningBack?: 'reasoning_content' | 'reasoning_details';
  /** Chat completions: the field that asks for an effort; `reasoning_effort` when absent. */
  readonly effort?: 'reasoning_effort' | 'reasoning' | 'none';
  /** Chat completions: the field that marks the beginning of an answer at the end, and whether all models that do not think take one. */
  readonly prefill?: { readonly mark: 'prefix' | 'partial'; readonly all?: true };
  /** The models that are asked through OpenAI's Responses although the provider speaks chat: a regular expression. */
  readonly responsesModels?: string;
  /** The list of models is open to everybody: the path below the base URL that tells of the key instead. */
  readonly keyPath?: string;
  /** Azure: paths hold the deployment's name, the key goes into `api-key`. */
  readonly azure?: true;
}
