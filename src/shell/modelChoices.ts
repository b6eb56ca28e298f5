import type { Setup } from '../core/routing/setup.ts';
import type { ModelChoice } from '../protocol/panelState.ts';
import { priceWords } from './priceWords.ts';

/** Every model that could be asked now. */
export function modelChoices(setup: Setup): ModelChoice[] {
  return [...setup.models.values()]
    .filter((model) => setup.providers.get(model.provider)?.ready)
    .map((model) => ({
      id: model.id,
      name: model.name,
      provider: setup.providers.get(model.provider)?.name ?? model.provider,
      detail: priceWords(model.price),
    }));
}
