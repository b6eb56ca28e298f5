import * as vscode from 'vscode';
import type { App } from './shell/app.ts';
import { closeDeadReviews } from './shell/apply/closeDeadReviews.ts';
import { COMMANDS, type CommandName } from './shell/commandTable.ts';
import { TerminalWatcher } from './shell/context/terminalWatcher.ts';
import { registerCodeActions } from './shell/fix/codeActions.ts';
import { StatusBar } from './shell/statusBar.ts';
import { tellError } from './shell/tell.ts';

let app: Promise<App> | undefined;

/** Registers everything the manifest names. All behind it is loaded at first use, so that starting costs nothing. */
export function activate(context: vscode.ExtensionContext): void {
  const bar = new StatusBar();
  closeDeadReviews();
  const log = vscode.window.createOutputChannel('Switchyard', { log: true });
  const terminal = new TerminalWatcher();
  let isOpen = false;
  const open = (): Promise<App> => {
    app ??= import('./shell/app.ts').then(async ({ createApp }) => {
      const created = await createApp(context, log, bar, terminal);
      isOpen = true;
      return created;
    });
    // A failed start is tried again by the next command.
    app.catch(() => {
      app = undefined;
    });
    return app;
  };
  void hasAnything(context.secrets).then((setUp) => {
    if (!isOpen) bar.update({ setUp });
  });
  // A moment after the start, when nobody waits: the tooltip's figures, which need the ledger but nothing else.
  const past = setTimeout(async () => {
    const { readPast } = await import('./shell/pastSpending.ts');
    const details = await readPast(context.globalStorageUri, log).catch(() => undefined);
    if (app === undefined && details !== undefined) bar.details(details);
  }, 1000);
  context.subscriptions.push(bar, log, terminal, { dispose: () => clearTimeout(past) });
  for (const name of Object.keys(COMMANDS) as CommandName[]) {
    const run = async (...args: unknown[]) => (await open().catch(tellFailure(log)))?.commands[name](...args);
    context.subscriptions.push(vscode.commands.registerCommand(`switchyard.${name}`, run));
  }
  context.subscriptions.push(
    vscode.window.registerWebviewViewProvider('switchyard.chat', {
      resolveWebviewView: async (view) => (await open().catch(tellFailure(log)))?.showPanel(view),
    }),
    vscode.window.registerWebviewPanelSerializer('switchyard.chatEditor', {
      deserializeWebviewPanel: async (panel) => (await open().catch(tellFailure(log)))?.showPanel(panel),
    }),
    registerCodeActions(),
  );
}

/** Whether a key is kept or a model is configured: what can be told of the setup before anything is loaded. */
async function hasAnything(secrets: vscode.SecretStorage): Promise<boolean> {
  const models = vscode.workspace.getConfiguration('switchyard').get<object>('models', {});
  return Object.keys(models).length > 0 || (await secrets.keys()).some((name) => name.startsWith('key '));
}

/** Lets a running answer be written before the window closes. */
export async function deactivate(): Promise<void> {
  await (await app?.catch(() => undefined))?.close();
}

/** VS Code shows nothing when an extension cannot start: we do. */
function tellFailure(log: vscode.LogOutputChannel): (error: unknown) => undefined {
  return (error) => {
    log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    void tellError(
      vscode.l10n.t('Switchyard could not start: {0}', error instanceof Error ? error.message : String(error)),
    );
    return undefined;
  };
}
