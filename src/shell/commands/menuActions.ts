import * as vscode from 'vscode';
import type { CommandName } from '../commandTable.ts';

/** What decides which actions are of use now. */
export interface MenuState {
  readonly busy: boolean;
  /** The chat has messages. */
  readonly hasMessages: boolean;
  readonly hasFolder: boolean;
  /** Some provider or model rests. */
  readonly isUnwell: boolean;
  /** A fire drill is on. */
  readonly isDrilling: boolean;
  /** The local server of this window is on, or starts. */
  readonly isServing: boolean;
}

/** Actions that belong together, under a head. */
interface MenuGroup {
  readonly head: string;
  readonly names: readonly CommandName[];
}

/** The actions of the status bar's menu, what is wanted most often first; what would do nothing now is left out. */
export function menuActions(state: MenuState): readonly MenuGroup[] {
  const { t } = vscode.l10n;
  const { busy, hasMessages, hasFolder, isUnwell, isDrilling, isServing } = state;
  const where = (wanted: boolean, name: CommandName) => (wanted ? [name] : []);
  return [
    {
      head: t('Chat'),
      names: [...where(busy, 'stop'), 'ask', 'newChat', 'explainRouting', ...where(hasMessages, 'showRoute')],
    },
    { head: t('What was asked'), names: ['showFigures', 'showAuditTrail'] },
    {
      head: t('Providers'),
      names: [
        ...where(isUnwell, 'resetProviderHealth'),
        ...(['checkSetup', 'testProviders', 'addProvider'] as const),
        ...where(!isDrilling, 'fireDrill'),
        isServing ? 'stopServer' : 'startServer',
      ],
    },
    { head: t('Settings'), names: [...where(hasFolder, 'openRoutingSettings'), 'openSettings', 'showLog'] },
  ];
}
