import * as vscode from 'vscode';
import type { ChatController } from '../chat/chatController.ts';
import { COMMANDS } from '../commandTable.ts';
import type { Engine } from '../engine.ts';
import { ailmentsHere } from '../health/ailmentsHere.ts';
import { unwell } from '../health/healthLines.ts';
import { modelChoices } from '../modelChoices.ts';
import { pickOne } from '../picks.ts';
import type { ServerSwitch } from '../server/serverSwitch.ts';
import { menuActions } from './menuActions.ts';

/** The status bar's quick pick: models to answer with, then actions. */
export async function menu(engine: Engine, chat: ChatController, server: Pick<ServerSwitch, 'isOn'>): Promise<void> {
  const { t } = vscode.l10n;
  const { model } = chat.conversation;
  const mark = (id: string | null) => (id === model ? 'check' : 'blank');
  const separator = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator, run: () => {} });
  const groups = menuActions({
    busy: chat.busy,
    hasMessages: chat.conversation.turns.length > 0,
    hasFolder: (vscode.workspace.workspaceFolders ?? []).length > 0,
    isUnwell: ailmentsHere(engine).length > 0,
    isDrilling: engine.drill.down !== undefined,
    isServing: server.isOn,
  });
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
    ...groups.flatMap(({ head, names }) => [
      separator(head),
      ...names.map((name) => ({
        label: t(COMMANDS[name].title),
        description: '',
        run: () => void vscode.commands.executeCommand(`switchyard.${name}`),
      })),
    ]),
  ];
  const pick = await pickOne(items, { title: 'Switchyard', matchOnDescription: true });
  pick?.run();
}
