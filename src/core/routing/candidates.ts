import type { Rejection } from '../chat/chatEvent.ts';
import { type Model, splitModelId } from '../models/model.ts';
import { say } from '../words.ts';
import type { Chain } from './chain.ts';
import type { ProviderSetup, Setup } from './setup.ts';

/** A model that may answer. */
export interface Candidate {
  readonly model: Model;
  readonly provider: ProviderSetup;
  readonly reasons: readonly string[];
  /** It failed a moment ago and is only asked when no other can answer, for so long. */
  readonly restsMs?: number;
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
    const refusal = refuse(id, model, provider, demands, setup);
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
  setup: Setup,
): string | undefined {
  if (model === undefined) return unknownModel(id, setup);
  if (provider === undefined) return say('the provider {0} is not set up', model.provider);
  if (!provider.ready) return say('no API key for {0}', provider.name);
  const needed = demands.inputTokens + demands.outputTokens;
  if (model.contextWindow !== undefined && needed > model.contextWindow) {
    return say('needs about {0} tokens, its window holds {1}', needed, model.contextWindow);
  }
  if (demands.images && model.capabilities !== undefined && !model.capabilities.includes('vision')) {
    return say('takes no images');
  }
  return undefined;
}

function unknownModel(id: string, setup: Setup): string {
  const parts = splitModelId(id);
  if (parts === undefined) return say('{0} is not a model id (PROVIDER/MODEL)', id);
  return setup.providers.has(parts.provider)
    ? say('{0} is not configured any more', id)
    : say('the provider {0} is not set up', parts.provider);
}
