import * as vscode from 'vscode';
import type { ChatController } from '../chat/chatController.ts';
import type { CommandName } from '../commandTable.ts';
import { COMMANDS } from '../commandTable.ts';
import type { Engine } from '../engine.ts';
import { unwell } from '../health/healthLines.ts';
import { modelChoices } from '../modelChoices.ts';
import { pickOne } from '../picks.ts';

const ACTIONS: readonly CommandName[] = [
  'ask',
  'newChat',
  'showRoute',
  'showFigures',
  'showAuditTrail',
  'checkSetup',
  'testProviders',
  'addProvider',
  'openRoutingSettings',
  'openSettings',
  'showLog',
];

/** The status bar's quick pick: models to answer with, then actions. */
export async function menu(engine: Engine, chat: ChatController): Promise<void> {
  const { t } = vscode.l10n;
  const { model } = chat.conversation;
  const mark = (id: string | null) => (id === model ? 'check' : 'blank');
  const separator = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator, run: () => {} });
  const actions = chat.conversation.turns.length > 0 ? ACTIONS : ACTIONS.filter((name) => name !== 'showRoute');
  const items = [
    separator(t('Model')),
    {
      icon: mark(null),
      label: t('Auto'),
      description: t('the best model for each task'),
      run: () => chat.chooseModel(null),
    },
    ...modelChoices(engine.setup, unwell(engine)).map(({ id, detail }) => ({
      icon: mark(id),
      label: id,
      description: detail,
      run: () => chat.chooseModel(id),
    })),
    separator(t('Actions')),
    ...[...(chat.busy ? (['stop'] as const) : []), ...actions].map((name) => ({
      label: t(COMMANDS[name].title),
      description: '',
      run: () => void vscode.commands.executeCommand(`switchyard.${name}`),
    })),
  ];
  const pick = await pickOne(items, { title: 'Switchyard', matchOnDescription: true });
  pick?.run();
}
