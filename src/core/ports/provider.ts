import type { FinishReason } from '../chat/chatEvent.ts';
import type { SwitchyardError } from '../chat/errors.ts';
import type { ChatMessage } from '../chat/message.ts';
import type { Parameters } from '../chat/parameters.ts';
import type { UsageParts } from '../chat/usage.ts';
import type { VendorDetails } from '../chat/vendorDetails.ts';
import type { SeenLimit } from '../limits/limits.ts';

/** One call to one model. */
export interface ProviderCall extends Parameters {
  readonly providerId: string;
  /** What the provider is asked for. */
  readonly modelName: string;
  readonly messages: readonly ChatMessage[];
  /** The most that the model can write, where it is known: for vendors that must be told a limit. */
  readonly outputCeiling?: number;
  /** What the model's window has left for the answer, in tokens, where it is known: for the same vendors. */
  readonly outputRoom?: number;
  /** Names of request fields that this model is known to refuse, as the vendor calls them: they are left out. */
  readonly without?: readonly string[];
  /** The call comes from something the user did just now: consent may be asked for. */
  readonly byUser?: boolean;
  /** Called whenever bytes arrive, keep-alive comments included: the connection lives. */
  readonly onActivity: () => void;
  /** Called with what the answer's headers, good or bad, say of the vendor's limits; with nothing where they say nothing. */
  readonly onLimits?: (limits: readonly SeenLimit[]) => void;
}

/**
 * What a dialect makes of a provider's answer. A whole answer has exactly one `finish`, as soon as it is known, one that
 * failed by its vendor's own words exactly one `fault`, which wins over a finish before it; `usage`, `details` and `verbatim` may come after it. Repeated `usage` replaces
 * what came before, repeated `details` are merged. The deltas of a tool call carry its `index`, counted from 0 in the
 * order of appearance; `id` and `name` come whole with its first delta and are empty in the others.
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
  | { readonly type: 'usage'; readonly usage: UsageParts; readonly reportedCostUsd?: number }
  | { readonly type: 'details'; readonly details: VendorDetails }
  /** The turn in the vendor's own form, where it holds something that must be sent back. */
  | { readonly type: 'verbatim'; readonly content: unknown }
  | { readonly type: 'fault'; readonly error: SwitchyardError }
  | { readonly type: 'finish'; readonly reason: FinishReason; readonly cutBy?: 'budget' };

/**
 * A way to call models. `stream` throws only `SwitchyardError`s for what the provider or the network did, closes the
 * connection when the signal aborts, and may end without `finish` when the provider did: the caller then knows that
 * the answer is broken.
 */
export interface Provider {
  stream(call: ProviderCall, signal: AbortSignal): AsyncIterable<ProviderEvent>;
}
