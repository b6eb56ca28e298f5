import { estimateFor } from '../accounting/estimateTokens.ts';
import { neededOutput } from '../accounting/outputLimit.ts';
import type { PromptMeasure } from '../accounting/promptMeasure.ts';
import { type WindowFit, windowFit } from '../accounting/windowFit.ts';
import type { Rejection } from '../chat/chatEvent.ts';
import { matchesModel } from '../models/matchesModel.ts';
import { type Model, splitModelId } from '../models/model.ts';
import type { ModelMemory } from '../ports/modelMemory.ts';
import type { PromptBook } from '../prompt/promptBook.ts';
import { say } from '../words.ts';
import type { Chain } from './chain.ts';
import type { Expectation } from './expectation.ts';
import type { ProviderSetup, Setup } from './setup.ts';

/** A model that may answer. */
export interface Candidate {
  readonly model: Model;
  readonly provider: ProviderSetup;
  readonly reasons: readonly string[];
  /** Nobody named it: the policy says when it is asked. */
  readonly auto?: true;
  /** What is expected of its answer. */
  readonly expected?: Expectation;
  /** The input tokens that the request will be for this model, as far as can be estimated. */
  readonly inputTokens: number;
  /** What its window must have left for the answer. */
  readonly outputTokens: number;
  /** Too close to its window for an estimate to tell whether it fits. */
  readonly close?: true;
  /** It failed a moment ago and is only asked when no other can answer, for so long. */
  readonly restsMs?: number | null;
  /** A limit of its provider is reached, and there is room again in so long; 0 where nobody knows. */
  readonly waitsMs?: number;
}

/** What a model must be able to take. */
export interface Demands {
  readonly prompt: PromptMeasure;
  readonly prompts: Pick<PromptBook, 'moreTokens'>;
  /** The output limit that was asked for. */
  readonly outputLimit: number | undefined;
  readonly images: boolean;
  readonly tools: boolean;
  /** An answer that is JSON of a schema. */
  readonly json: boolean;
  /** That it thinks before it answers. */
  readonly reasoning: boolean;
}

/** Splits a chain into models that can take the request and those that cannot, each refusal with its reason. */
export function selectCandidates(
  chain: Chain,
  setup: Setup,
  demands: Demands,
  memory: ModelMemory,
): { candidates: Candidate[]; rejected: Rejection[] } {
  const candidates: Candidate[] = [];
  const rejected: Rejection[] = [];
  for (const { model: id, reason, auto } of chain.entries) {
    const configured = setup.models.get(id);
    const provider = configured && setup.providers.get(configured.provider);
    const model = withLearntWindow(configured, provider, memory);
    const size = model && sizeFor(model, demands, memory);
    const refusal =
      avoided(id, chain) ??
      refuse(id, model, provider, demands, setup, size) ??
      (auto && model && lacks(model, demands));
    if (refusal !== undefined) rejected.push({ model: id, reason: refusal });
    else if (model && provider && size) {
      const reasons = [...(auto ? [] : [reason]), ...remarks(model, memory)];
      const { fit, inputTokens, outputTokens } = size;
      candidates.push({
        model,
        provider,
        reasons,
        inputTokens,
        outputTokens,
        ...(auto ? { auto } : {}),
        ...(fit === 'close' ? { close: true } : {}),
      });
    }
  }
  return { candidates, rejected };
}

/** What a request is to a model. */
interface Size extends Pick<Candidate, 'inputTokens' | 'outputTokens'> {
  readonly fit: WindowFit;
}

function sizeFor(model: Model, { prompt, prompts, outputLimit }: Demands, memory: ModelMemory): Size {
  const facts = memory.facts(model.id);
  const inputTokens = estimateFor(model, prompt, facts) + prompts.moreTokens(model);
  const outputTokens = neededOutput(model, outputLimit, facts);
  const { contextWindow: window } = model;
  const tokens = { input: inputTokens, output: outputTokens };
  const fit = window === undefined ? 'fits' : windowFit(model.name, { ...tokens, window }, facts);
  return { inputTokens, outputTokens, fit };
}

/** What a model's own error said of its window wins over what catalogues say. */
function withLearntWindow(
  model: Model | undefined,
  provider: ProviderSetup | undefined,
  memory: ModelMemory,
): Model | undefined {
  // The user knows better, and a server on this machine, started anew with another window, says so in its list.
  const isKnown = model?.ownWindow || (provider?.loopback && model?.contextWindow !== undefined);
  if (model === undefined || isKnown) return model;
  const { contextWindow } = memory.facts(model.id);
  return contextWindow === undefined ? model : { ...model, contextWindow };
}

function remarks({ id, deprecated }: Model, memory: ModelMemory): string[] {
  const { refusedFields } = memory.facts(id);
  return [
    ...(refusedFields === undefined ? [] : [say('asked without {0}, which it refuses', refusedFields.join(', '))]),
    ...(deprecated === undefined ? [] : [say('retired by its vendor: {0}', deprecated)]),
  ];
}

function refuse(
  id: string,
  model: Model | undefined,
  provider: ProviderSetup | undefined,
  demands: Demands,
  setup: Setup,
  size: Size | undefined,
): string | undefined {
  if (model === undefined) return unknownModel(id, setup);
  if (provider === undefined) return say('the provider {0} is not set up', model.provider);
  if (!provider.ready) return say('no API key for {0}', provider.name);
  if (size?.fit === 'tooLong' && model.contextWindow !== undefined) {
    const needed = size.inputTokens + size.outputTokens;
    return say('needs about {0} tokens, its window holds {1}', needed, model.contextWindow);
  }
  if (demands.images && model.capabilities !== undefined && !model.capabilities.includes('vision')) {
    return say('takes no images');
  }
  if (demands.tools && model.capabilities !== undefined && !model.capabilities.includes('tools')) {
    return say('calls no tools');
  }
  return undefined;
}

/** What keeps a model from being chosen where nobody named it; whoever names one knows better. */
function lacks({ capabilities, deprecated }: Model, { json, reasoning }: Demands): string | undefined {
  if (deprecated !== undefined) return say('retired by its vendor: {0}', deprecated);
  // Without a mode of its own, JSON is asked for in words and checked; a model that calls tools can keep to a schema.
  if (json && capabilities !== undefined && !capabilities.includes('json') && !capabilities.includes('tools')) {
    return say('gives no JSON of a schema');
  }
  if (reasoning && capabilities !== undefined && !capabilities.includes('reasoning')) return say('does not reason');
  return undefined;
}

/** What a rule says of a model that it would not have asked. */
function avoided(id: string, { rule }: Chain): string | undefined {
  const pattern = rule?.avoid?.find((one) => matchesModel(id, one));
  if (rule === undefined || pattern === undefined) return undefined;
  return pattern === id
    ? say('rule {0} avoids it', rule.number)
    : say('rule {0} avoids all that is {1}', rule.number, pattern);
}

function unknownModel(id: string, setup: Setup): string {
  const parts = splitModelId(id);
  if (parts === undefined) return say('{0} is not a model id (PROVIDER/MODEL)', id);
  return setup.providers.has(parts.provider)
    ? say('{0} is not configured any more', id)
    : say('the provider {0} is not set up', parts.provider);
}
