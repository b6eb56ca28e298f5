import * as vscode from 'vscode';
import type { Price } from '../core/accounting/price.ts';

/** What a model costs, in the few words that fit beside its name. */
export function priceWords(price: Price | undefined): string {
  const { t } = vscode.l10n;
  if (price === undefined) return t('price unknown');
  if (price.input.base === 0 && price.output.base === 0) return t('free');
  const usd = (nano: number) => `$${Number((nano / 1e9).toPrecision(4))}`;
  return t('{0} in · {1} out per million tokens', usd(price.input.base), usd(price.output.base));
}
