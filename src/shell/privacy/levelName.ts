import * as vscode from 'vscode';
import type { Level } from '../../core/privacy/level.ts';

/** A level as a name of its own. */
export function levelName(level: Level): string {
  const { t } = vscode.l10n;
  return { public: t('Public'), internal: t('Internal'), confidential: t('Confidential') }[level];
}
