import { type Model, splitModelId } from '../core/models/model.ts';
import type { Setup } from '../core/routing/setup.ts';

/**
 * A setup that also knows these models, by their full ids, where it has their providers; the same setup where it knows
 * them all.
 */
export function withModels(setup: Setup, ids: readonly string[], build: (id: string) => Model | undefined): Setup {
  const further = ids.flatMap((id) => {
    const provider = setup.models.has(id) ? undefined : splitModelId(id)?.provider;
    const model = provider !== undefined && setup.providers.has(provider) ? build(id) : undefined;
    return model === undefined ? [] : [[id, model] as const];
  });
  return further.length === 0 ? setup : { ...setup, models: new Map([...setup.models, ...further]) };
}
