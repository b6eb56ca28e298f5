import { contextTokens } from '../accounting/contextTokens.ts';
import { estimateUsd } from '../accounting/estimateUsd.ts';
import { TYPICAL_OUTPUT_TOKENS } from '../accounting/outputLimit.ts';
import { accountOf } from '../models/account.ts';
import type { AttemptTools } from '../strategies/attemptTools.ts';
import type { SizedModel } from './draftFit.ts';
import type { Setup } from './setup.ts';

/** Below this a window holds no piece worth summarizing. */
const SMALLEST_WINDOW = 4000;

/** The models that could summarize a text, the cheapest first; prices that nobody knows, and models that rest, come last. */
export function cheapestFor(
  text: string,
  setup: Setup,
  { memory, breaker }: Pick<AttemptTools, 'memory' | 'breaker'>,
): SizedModel[] {
  const sized = [...setup.models.values()].flatMap((model) => {
    const provider = setup.providers.get(model.provider);
    // A guard was trained to judge, not to write.
    if (!provider?.ready || model.id === setup.guard?.model) return [];
    const facts = memory.facts(model.id);
    const window = (model.ownWindow ? undefined : facts.contextWindow) ?? model.contextWindow;
    if (window !== undefined && window < SMALLEST_WINDOW) return [];
    const tokens = contextTokens({ notes: [{ title: '', text }] }, model, facts);
    const estimatedUsd = estimateUsd(model, { inputTokens: tokens, outputTokens: TYPICAL_OUTPUT_TOKENS });
    const rests = breaker.openFor(model.id, accountOf(model, provider)) !== undefined;
    return [{ model, tokens, window, estimatedUsd, rests }];
  });
  const price = ({ estimatedUsd }: SizedModel) => estimatedUsd ?? Number.MAX_VALUE;
  return sized.sort((a, b) => Number(a.rests) - Number(b.rests) || price(a) - price(b));
}
