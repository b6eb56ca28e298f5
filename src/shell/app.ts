import { join } from 'node:path';
import * as vscode from 'vscode';
import { speakWith } from '../core/words.ts';
import { Actions } from './actions.ts';
import { ChatController } from './chat/chatController.ts';
import { holdsContext } from './chat/conversation.ts';
import { ConversationStore } from './chat/conversationStore.ts';
import { addModels } from './commands/addModels.ts';
import { addProvider } from './commands/addProvider.ts';
import { addToChat } from './commands/addToChat.ts';
import { askAbout } from './commands/askAbout.ts';
import { checkBill } from './commands/checkBill.ts';
import { chooseModel } from './commands/chooseModel.ts';
import { menu } from './commands/menu.ts';
import { removeKey } from './commands/removeKey.ts';
import { showRoute } from './commands/showRoute.ts';
import { testProviders } from './commands/testProviders.ts';
import type { CommandName } from './commandTable.ts';
import { ContextDesk } from './context/contextDesk.ts';
import { EditorChips } from './context/editorChips.ts';
import type { TerminalWatcher } from './context/terminalWatcher.ts';
import { Engine } from './engine.ts';
import { connectPanel } from './panel/connectPanel.ts';
import type { PanelHome, PanelParts } from './panel/panelParts.ts';

import { reportSettingsProblems } from './reportSettingsProblems.ts';
import { Reports } from './reports.ts';
import type { StatusBar } from './statusBar.ts';
import { StatusKeeper } from './statusKeeper.ts';

/** Everything behind the status bar item and the command names: built at first use, once per window. */
export interface App {
  readonly commands: Readonly<Record<CommandName, (argument?: unknown, more?: unknown) => unknown>>;
  /** Draws the panel into a webview and keeps it up to date until that is disposed of. */
  showPanel(home: PanelHome): void;
  /** Stops what runs, waits until it is written, and closes everything. */
  close(): Promise<void>;
}

export async function createApp(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  bar: StatusBar,
  terminal: TerminalWatcher,
): Promise<App> {
  speakWith(vscode.l10n.t);
  const engine = await Engine.create(context, log);
  const folder = (context.storageUri ?? context.globalStorageUri).fsPath;
  const store = new ConversationStore(join(folder, 'chats'), log);
  const chat = new ChatController(engine, store, await store.loadLatest(), log);
  const chips = new EditorChips((context) => holdsContext(chat.conversation, context));
  const desk = new ContextDesk({ engine, chat, editor: chips, terminal, globalStorage: context.globalStorageUri });
  const actions = new Actions();
  const reports = new Reports();
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist', 'webview');
  const parts: PanelParts = { engine, chat, chips, desk, actions, dist, log };
  const subscriptions: vscode.Disposable[] = [
    new StatusKeeper(bar, engine, chat, log),
    reportSettingsProblems(engine, reports, log),
    reports.register(),
    desk,
    chips,
    actions,
    engine,
  ];
  const newChat = () => {
    chat.newChat();
    chips.reset();
    actions.focusComposer();
  };
  const ask = async () => {
    await vscode.commands.executeCommand('switchyard.chat.focus');
    actions.focusComposer();
  };
  return {
    showPanel: (home) => connectPanel(home, parts),
    commands: {
      ask,
      explainSelection: () => askAbout(chat, 'explain'),
      fixSelection: () => askAbout(chat, 'fix'),
      summarize: () => askAbout(chat, 'summarize'),
      writeTests: () => askAbout(chat, 'tests'),
      addContext: async () => {
        // The chat comes after the list: a view that takes the focus would close it.
        if (await (await import('./commands/addContext.ts')).addContext(desk)) await ask();
      },
      addToChat: (clicked, selected) => addToChat(desk, actions, clicked, selected),
      summarizeEarlier: async () => (await import('./summarize/summarizeEarlier.ts')).summarizeEarlier(engine, chat),
      newChat,
      stop: () => chat.stop(),
      chooseModel: () => chooseModel(engine, chat),
      addProvider: (provider) => addProvider(engine, typeof provider === 'string' ? provider : undefined),
      addModels: () => addModels(engine),
      // Loaded late: few bring or export anything, and YAML is large.
      bringSettings: async () => (await import('./commands/bringSettings.ts')).bringSettings(engine, reports),
      exportLiteLlm: async () => (await import('./commands/exportLiteLlm.ts')).exportLiteLlm(engine),
      removeKey: () => removeKey(engine),
      testProviders: () => testProviders(engine, () => log.show(), log),
      checkBill: () => checkBill(engine, reports),
      showRoute: () => showRoute(chat, reports),
      openSettings: () => vscode.commands.executeCommand('workbench.action.openSettings', '@ext:switchyard.switchyard'),
      openRoutingSettings,
      showLog: () => log.show(),
      menu: () => menu(engine, chat),
    },
    close: async () => {
      await chat.close();
      await engine.flush();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** The workspace's settings file at its routes; the user's own where there is no workspace. */
function openRoutingSettings(): Thenable<unknown> {
  const command = vscode.workspace.workspaceFolders === undefined ? 'openSettingsJson' : 'openWorkspaceSettingsFile';
  return vscode.commands.executeCommand(`workbench.action.${command}`, {
    revealSetting: { key: 'switchyard.routes', edit: true },
  });
}
