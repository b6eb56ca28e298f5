import * as vscode from 'vscode';
import type { Model } from '../core/models/model.ts';
import type { Setup } from '../core/routing/setup.ts';
import type { ModelChoice } from '../protocol/panelState.ts';

/** Every model that could be asked now. */
export function modelChoices(setup: Setup): ModelChoice[] {
  return [...setup.models.values()]
    .filter((model) => setup.providers.get(model.provider)?.ready)
    .map((model) => ({
      id: model.id,
      name: model.name,
      provider: setup.providers.get(model.provider)?.name ?? model.provider,
      detail: priceWords(model),
    }));
}

function priceWords({ price }: Model): string {
  if (price === undefined) return vscode.l10n.t('price unknown');
  if (price.input.base === 0 && price.output.base === 0) return vscode.l10n.t('free');
  const usd = (nano: number) => `$${Number((nano / 1e9).toFixed(3))}`;
  return vscode.l10n.t('{0} in · {1} out per million', usd(price.input.base), usd(price.output.base));
}
