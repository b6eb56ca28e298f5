import * as vscode from 'vscode';
import { speakWith } from '../core/words.ts';
import { Actions } from './actions.ts';
import { BudgetKeeper } from './budget/budgetKeeper.ts';
import { ChatController } from './chat/chatController.ts';
import { holdsContext } from './chat/conversation.ts';
import { addToChat } from './commands/addToChat.ts';
import { askAbout } from './commands/asking/askAbout.ts';
import type { Asker } from './commands/asking/asker.ts';
import { chooseModel } from './commands/chooseModel.ts';
import { comingLate } from './commands/comingLate.ts';
import type { LateParts } from './commands/lateCommands.ts';
import { menu } from './commands/menu.ts';
import { tellNoProvider } from './commands/tellNoProvider.ts';
import type { CommandName } from './commandTable.ts';
import { ContextDesk } from './context/contextDesk.ts';
import { EditorChips } from './context/editorChips.ts';
import type { TerminalWatcher } from './context/terminalWatcher.ts';
import { Engine } from './engine.ts';
import type { Fixer } from './fix/proposeFix.ts';
import { CommitWriter } from './git/commitWriter.ts';
import { HealthKeeper } from './health/healthKeeper.ts';
import { historyCommands } from './history/historyCommands.ts';
import { openLibrary } from './history/openLibrary.ts';
import { TitleKeeper } from './history/titleKeeper.ts';
import { ChatEditors } from './panel/chatEditors.ts';
import { connectPanel } from './panel/connectPanel.ts';
import { FocusedPanel } from './panel/focusedPanel.ts';
import { isTab } from './panel/isTab.ts';
import type { PanelHome, PanelParts } from './panel/panelParts.ts';
import { Screens } from './panel/screens.ts';
import { reportSettingsProblems } from './reportSettingsProblems.ts';
import { Reports } from './reports.ts';
import { FindingComments } from './review/findingComments.ts';
import { ReviewFollower } from './review/reviewFollower.ts';
import { ServerSwitch } from './server/serverSwitch.ts';
import { LocalServers } from './setup/localServers.ts';
import { watchRoutingFaults } from './setup/watchRoutingFaults.ts';
import type { StatusBar } from './statusBar.ts';
import { StatusKeeper } from './statusKeeper.ts';

/** Everything behind the status bar item and the command names: built at first use, once per window. */
export interface App {
  readonly commands: Readonly<Record<CommandName, (...args: unknown[]) => unknown>>;
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
  const library = await openLibrary(context, log);
  const chat = new ChatController(engine, library.store, await library.latest(), log);
  library.attach(chat);
  const chips = new EditorChips((context) => holdsContext(chat.conversation, context));
  const desk = new ContextDesk({ engine, chat, editor: chips, terminal, globalStorage: context.globalStorageUri });
  const actions = new Actions();
  const reports = new Reports();
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist', 'webview');
  const servers = new LocalServers(engine);
  const focused = new FocusedPanel();
  const screens: Screens = new Screens(() => editors.active);
  const parts: PanelParts = { engine, chat, library, chips, desk, actions, servers, focused, screens, dist, log };
  const editors = new ChatEditors(parts, vscode.Uri.joinPath(context.extensionUri, 'media'));
  const findings = new FindingComments();
  const commits = new CommitWriter(engine, actions);
  const reveal = async () => editors.reveal() || vscode.commands.executeCommand('switchyard.chat.focus');
  const asker: Asker = { chat, reveal };
  const fixer: Fixer = { engine, actions, signs: chat.signs };
  const ownServer = new ServerSwitch(engine, context.globalState, log);
  const subscriptions: vscode.Disposable[] = [
    new StatusKeeper(bar, engine, chat, log),
    new HealthKeeper(engine, bar),
    new BudgetKeeper(engine, chat, bar, log),
    reportSettingsProblems(engine, reports, log),
    watchRoutingFaults(engine),
    reports.register(),
    desk,
    chips,
    actions,
    new TitleKeeper(engine, chat, library, log),
    library,
    commits,
    editors,
    screens,
    findings,
    new ReviewFollower(chat, library, findings),
    servers,
    engine,
  ];
  const ask = async () => {
    await reveal();
    actions.focusComposer();
  };
  let view: PanelHome | undefined;
  const newChat = async () => {
    chat.newChat();
    chips.reset();
    if (view?.visible || editors.visible) actions.focusComposer();
    else await ask();
  };
  const lateParts: LateParts = { ...parts, context, reports, findings, asker, fixer, ask };
  return {
    showPanel: (home) => {
      if (isTab(home)) return editors.adopt(home);
      view = home;
      connectPanel(home, parts);
    },
    commands: {
      ...comingLate(lateParts),
      ask,
      explainSelection: () => askAbout(asker, 'explain'),
      fixSelection: () => askAbout(asker, 'fix'),
      summarize: () => askAbout(asker, 'summarize'),
      writeTests: () => askAbout(asker, 'tests'),
      writeDocumentation: () => askAbout(asker, 'docs'),
      explainFile: (file) => askAbout(asker, 'explain', file),
      summarizeFile: (file) => askAbout(asker, 'summarize', file),
      testFile: (file) => askAbout(asker, 'tests', file),
      documentFile: (file) => askAbout(asker, 'docs', file),
      dismissFinding: (thread) => findings.dismiss(thread),
      dismissFindings: () => void findings.take(),
      generateCommitMessage: (clicked) => commits.write(clicked),
      stopCommitMessage: () => commits.stop(),
      openInEditor: () => editors.show(),
      addToChat: (clicked, selected) => addToChat(desk, ask, clicked, selected),
      newChat,
      ...historyCommands(library, chat, screens),
      stop: () => chat.stop(),
      startServer: () => ownServer.start(),
      stopServer: () => ownServer.stop(),
      chooseModel: () => chooseModel(engine, chat),
      // Loaded late: few bring or export anything.
      bringSettings: async () => (await import('./commands/exchange.ts')).exchange.bringSettings(engine, reports),
      exportLiteLlm: async () =>
        engine.setup.providers.size === 0
          ? tellNoProvider()
          : (await import('./commands/exchange.ts')).exchange.exportLiteLlm(engine),
      openSettings: () => vscode.commands.executeCommand('workbench.action.openSettings', '@ext:switchyard.switchyard'),
      openPrivacySettings: () => vscode.commands.executeCommand('workbench.action.openSettings', 'switchyard.privacy'),
      openRoutingSettings,
      openBudget: () => vscode.commands.executeCommand('workbench.action.openSettings', '@id:switchyard.budget'),
      showLog: () => log.show(),
      menu: () => menu(engine, chat, ownServer),
    },
    close: async () => {
      const remembered = library.remember(chat.conversation.id);
      await Promise.all([chat.close(), ownServer.stop()]);
      await remembered;
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
