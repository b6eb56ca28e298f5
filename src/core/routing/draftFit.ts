import { estimateFor } from '../accounting/estimateTokens.ts';
import { estimateUsd } from '../accounting/estimateUsd.ts';
import { neededOutput } from '../accounting/outputLimit.ts';
import { windowFit } from '../accounting/windowFit.ts';
import type { ChatRequest } from '../chat/chatRequest.ts';
import type { Model } from '../models/model.ts';
import type { ModelMemory } from '../ports/modelMemory.ts';
import { glance } from '../privacy/examine.ts';
import { type DecidingTools, type Decision, decide } from './decide.ts';
import type { Setup } from './setup.ts';

/** A model that could be asked, and what a request would be to it. */
export interface SizedModel {
  readonly model: Model;
  /** What goes in, estimated. */
  readonly tokens: number;
  /** Its window as far as is known by now. */
  readonly window: number | undefined;
  readonly estimatedUsd: number | null;
}

/** How a request that is still being written would go out; `tooLong` and `images` say why nobody could take it. */
export interface DraftFit extends SizedModel {
  readonly refused?: 'tooLong' | 'images';
  /** Models that could take it all the same, the cheapest first, prices that nobody knows last. */
  readonly others: readonly SizedModel[];
}

/** Who would be asked first by what was decided, and whether it would fit; undefined where nobody could be asked whatever its size. Sends nothing. */
export function draftFit(
  request: ChatRequest,
  { plan, measured, event }: Pick<Decision, 'plan' | 'measured' | 'event'>,
  setup: Setup,
  tools: DecidingTools,
  examined = glance(request, setup.privacy),
): DraftFit | undefined {
  const [first] = plan.candidates;
  if (first !== undefined) {
    const { model, inputTokens: tokens } = first;
    const estimatedUsd = event.targets[0]?.estimatedUsd ?? null;
    return { model, tokens, window: model.contextWindow, estimatedUsd, others: [] };
  }
  const unlimited = { ...tools, memory: withoutWindows(tools.memory) };
  const chosen = decide(request, plan.classification, withoutLimits(setup), unlimited, examined);
  const id = chosen.plan.candidates[0]?.model.id;
  const sized = [...setup.models.values()]
    .filter(({ provider }) => setup.providers.get(provider)?.ready)
    .map((model) => {
      const facts = tools.memory.facts(model.id);
      const window = (model.ownWindow ? undefined : facts.contextWindow) ?? model.contextWindow;
      const input = estimateFor(model, measured.prompt, facts);
      const output = neededOutput(model, plan.parameters.maxOutputTokens, facts);
      const fits = window === undefined || windowFit(model.name, { input, output, window }, facts) !== 'tooLong';
      const estimatedUsd = estimateUsd(model, { inputTokens: input, outputTokens: output });
      return { model, tokens: input, window, estimatedUsd, fits };
    });
  const wanted = sized.find(({ model }) => model.id === id);
  if (wanted === undefined) return undefined;
  const hasImages = measured.prompt.images.length > 0;
  const sees = ({ capabilities }: Model) => capabilities === undefined || capabilities.includes('vision');
  return {
    ...wanted,
    refused: wanted.fits && hasImages ? 'images' : 'tooLong',
    others: sized
      .filter(({ model, fits }) => fits && model.id !== id && (!hasImages || sees(model)))
      .sort((a, b) => (a.estimatedUsd ?? Number.MAX_VALUE) - (b.estimatedUsd ?? Number.MAX_VALUE)),
  };
}

/** The same setup as if every model took everything: it tells whom a request is meant for. */
function withoutLimits(setup: Setup): Setup {
  const models = [...setup.models].map(
    ([id, { contextWindow: _, capabilities: __, ...model }]) => [id, model] as const,
  );
  return { ...setup, models: new Map(models) };
}

function withoutWindows(memory: ModelMemory): ModelMemory {
  return {
    learn: () => undefined,
    facts: (id) => {
      const { contextWindow: _, ...facts } = memory.facts(id);
      return facts;
    },
  };
}
