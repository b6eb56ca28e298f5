import type { Model } from '../models/model.ts';
import type { ProviderSetup } from '../routing/setup.ts';
import type { Latencies } from './latencies.ts';

const USUAL_MS = 10_000;
/** Reasoning models think, local servers load a model, and the editor may have to ask for consent before the first word. */
export const PATIENT_MS = 120_000;
/** A model is given up after so many times its usual wait. */
const PATIENCE = 4;
const LEAST_MS = 3000;
/** One question takes more thought than fifty others did. */
const LEAST_THINKING_MS = 10_000;

/** Whether such a model is waited for long where nothing is known of it. */
export function isPatient({ api, loopback }: ProviderSetup, { reasoning }: Model): boolean {
  return loopback || reasoning || api === 'vscode-lm';
}

/**
 * The deadline of a first word: what the user set; else four times the model's own 95th percentile, at least 3 s (10 s for
 * models that think or may ask for consent) and at most the default for its kind; else that default. A local server that
 * may have put its model away is given the default, too.
 */
export function firstTokenMs(
  provider: ProviderSetup,
  model: Model,
  { latencies, inputTokens }: { readonly latencies: Latencies; readonly inputTokens: number },
): number {
  const own = provider.timeouts.firstTokenMs;
  if (own !== undefined) return own;
  const most = isPatient(provider, model) ? PATIENT_MS : USUAL_MS;
  const usual = usualWait(provider, model, latencies, inputTokens);
  if (usual === undefined) return most;
  const least = model.reasoning || provider.api === 'vscode-lm' ? LEAST_THINKING_MS : LEAST_MS;
  return Math.min(most, Math.max(least, Math.round(PATIENCE * usual)));
}

/** How long a model usually takes to its first word; undefined where that says nothing of the next one. */
export function usualWait(
  { id, loopback }: ProviderSetup,
  model: Model,
  latencies: Latencies,
  inputTokens: number,
): number | undefined {
  return loopback && !latencies.isWarm(model.id, id) ? undefined : latencies.usualMs(model.id, inputTokens);
}
