import * as vscode from 'vscode';
import type { Standing } from '../../core/accounting/budget.ts';
import { limitWords } from '../../core/accounting/budgetWords.ts';
import { usdWords } from '../../core/accounting/usdWords.ts';

/** What is told of a limit that is near its end, or that kept a request back although little of it is spent. */
export function limitNotice({ name, nano, spentNano }: Standing, isNear: boolean): string {
  const { t } = vscode.l10n;
  const words = [usdWords(spentNano), usdWords(nano), limitWords(name)];
  return isNear
    ? t('Switchyard has spent {0} of {1} ({2}).', ...words)
    : t('A request could have cost more than is left: {0} of {1} is spent ({2}).', ...words);
}

/** What is said of a limit where its owner is asked whether a request may pass it. */
export function passingWords({ name, nano, spentNano }: Standing): string {
  const { t } = vscode.l10n;
  return name === 'request' && spentNano === 0
    ? t('The limit is {0}. What is sent then may cost more.', usdWords(nano))
    : t('{0} of {1} is spent. What is sent then may cost more than the limit.', usdWords(spentNano), usdWords(nano));
}
