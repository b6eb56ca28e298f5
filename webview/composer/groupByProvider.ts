import type { ModelChoice } from '../../src/protocol/panelState.ts';

export interface ProviderGroup {
  readonly provider: string;
  readonly models: readonly ModelChoice[];
}

/** The models under their providers, both in the order in which they first come. */
export function groupByProvider(models: readonly ModelChoice[]): readonly ProviderGroup[] {
  const groups = new Map<string, ModelChoice[]>();
  for (const model of models) groups.set(model.provider, [...(groups.get(model.provider) ?? []), model]);
  return [...groups].map(([provider, group]) => ({ provider, models: group }));
}
