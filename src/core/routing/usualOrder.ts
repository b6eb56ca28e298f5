import { TYPICAL_OUTPUT_TOKENS } from '../accounting/outputLimit.ts';
import { fallbackOrder } from './fallbackOrder.ts';
import { fastestModels } from './fastestModels.ts';
import { Habits } from './habits.ts';
import { rank } from './rank.ts';
import type { Setup } from './setup.ts';

/** An ordinary question. */
const QUESTION = { task: 'chat', difficulty: 'moderate' } as const;
const INPUT_TOKENS = 1000;

/** The full ids of all models that could be asked, in the order in which an ordinary question would go to them by the objective. */
export function usualOrder(setup: Setup): string[] {
  const { models, providers, guard, objective } = setup;
  const candidates = [...models.values()].flatMap((model) => {
    const provider = providers.get(model.provider);
    if (!provider?.ready || model.id === guard?.model) return [];
    return [{ model, provider, reasons: [], inputTokens: INPUT_TOKENS, outputTokens: TYPICAL_OUTPUT_TOKENS }];
  });
  const fastest = fastestModels(setup);
  const outlook = { classification: QUESTION, habits: new Habits(), quality: undefined, fastest, cachedShare: () => 0 };
  return fallbackOrder(rank(candidates, outlook, objective), fastest).map(({ candidate }) => candidate.model.id);
}
