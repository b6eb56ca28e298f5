import type { Model } from '../core/models/model.ts';
import type { Setup } from '../core/routing/setup.ts';
import type { ModelChoice } from '../protocol/panelState.ts';
import { priceWords } from './priceWords.ts';

/** Every model that could be asked now; what is wrong with it, if anything, stands before its price. */
export function modelChoices(
  setup: Setup,
  unwell: (model: Model) => string | undefined = () => undefined,
): ModelChoice[] {
  return [...setup.models.values()]
    .filter((model) => setup.providers.get(model.provider)?.ready)
    .map((model) => ({
      id: model.id,
      name: model.name,
      provider: setup.providers.get(model.provider)?.name ?? model.provider,
      detail: [unwell(model) ?? [], priceWords(model.price)].flat().join(' · '),
    }));
}
