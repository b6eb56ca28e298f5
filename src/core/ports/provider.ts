import type { FinishReason } from '../chat/chatEvent.ts';
import type { ChatMessage } from '../chat/message.ts';
import type { Usage } from '../chat/usage.ts';

/** One call to one model. */
export interface ProviderCall {
  readonly providerId: string;
  /** What the provider is asked for. */
  readonly modelName: string;
  readonly messages: readonly ChatMessage[];
  readonly temperature?: number;
  readonly maxOutputTokens?: number;
  /** Called whenever bytes arrive, keep-alive comments included: the connection lives. */
  readonly onActivity: () => void;
}

/**
 * What a dialect makes of a provider's answer. A whole answer has exactly one `finish`, as soon as it is known; its
 * `usage` may come after it.
 */
export type ProviderEvent =
  | { readonly type: 'text'; readonly delta: string }
  | { readonly type: 'reasoning'; readonly delta: string }
  | {
      readonly type: 'toolCall';
      readonly index: number;
      readonly id: string;
      readonly name: string;
      readonly argumentsDelta: string;
    }
  | { readonly type: 'usage'; readonly usage: Usage; readonly reportedCostUsd?: number }
  | { readonly type: 'finish'; readonly reason: FinishReason };

/**
 * A way to call models. `stream` throws only `SwitchyardError`s for what the provider or the network did, closes the
 * connection when the signal aborts, and may end without `finish` when the provider did: the caller then knows that
 * the answer is broken.
 */
export interface Provider {
  stream(call: ProviderCall, signal: AbortSignal): AsyncIterable<ProviderEvent>;
}
