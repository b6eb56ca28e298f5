import * as vscode from 'vscode';
import type { CircuitBreaker } from '../../core/resilience/breaker.ts';
import { inform } from '../tell.ts';

/** Forgets what is held against providers and models, for all windows, and says so. */
export function resetProviderHealth(breaker: CircuitBreaker): void {
  const { t } = vscode.l10n;
  const isWell = breaker.ailments().length === 0;
  breaker.reset();
  void inform(
    isWell
      ? t('All providers are well: there was nothing to reset.')
      : t('Provider health is reset: every model is asked as usual.'),
  );
}
