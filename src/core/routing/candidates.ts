import type { Rejection } from '../chat/chatEvent.ts';
import type { Model } from '../models/model.ts';
import type { Chain } from './chain.ts';
import type { ProviderSetup, Setup } from './setup.ts';

/** A model that may answer. */
export interface Candidate {
  readonly model: Model;
  readonly provider: ProviderSetup;
  readonly reasons: readonly string[];
}

/** What a model must be able to take. */
export interface Demands {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly images: boolean;
}

/** Splits a chain into models that can take the request and those that cannot, each refusal with its reason. */
export function selectCandidates(
  chain: Chain,
  setup: Setup,
  demands: Demands,
): { candidates: Candidate[]; rejected: Rejection[] } {
  const candidates: Candidate[] = [];
  const rejected: Rejection[] = [];
  for (const { model: id, reason } of chain.entries) {
    const model = setup.models.get(id);
    const provider = model && setup.providers.get(model.provider);
    const refusal = refuse(id, model, provider, demands);
    if (refusal !== undefined) rejected.push({ model: id, reason: refusal });
    else if (model && provider) candidates.push({ model, provider, reasons: [reason] });
  }
  return { candidates, rejected };
}

function refuse(
  id: string,
  model: Model | undefined,
  provider: ProviderSetup | undefined,
  demands: Demands,
): string | undefined {
  if (model === undefined) return `${id} is not a model id (PROVIDER/MODEL)`;
  if (provider === undefined) return `the provider ${model.provider} is not set up`;
  if (!provider.ready) return `no API key for ${provider.name}`;
  const needed = demands.inputTokens + demands.outputTokens;
  if (model.contextWindow !== undefined && needed > model.contextWindow) {
    return `needs about ${needed} tokens, its window holds ${model.contextWindow}`;
  }
  if (demands.images && model.capabilities !== undefined && !model.capabilities.includes('vision')) {
    return 'takes no images';
  }
  return undefined;
}
