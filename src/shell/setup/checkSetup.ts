import * as vscode from 'vscode';
import type { Mending, SetupFault } from '../../config/setupFault.ts';
import { setupFaults } from '../../config/setupFaults.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import type { Engine } from '../engine.ts';
import { type Choice, pickBox, showing } from '../picks.ts';
import { showProgress } from '../tell.ts';
import type { Fault, Fix } from './fault.ts';
import { hereFaults } from './hereFaults.ts';
import type { LocalServers } from './localServers.ts';

/** What *Check Setup* works with. */
export interface CheckParts {
  readonly engine: Engine;
  readonly servers: LocalServers;
  readonly context: vscode.ExtensionContext;
}

/**
 * Reads everything that routing depends on and lists what is wrong, the worst first, each with what mends it. Sends
 * nothing to any provider: only servers on this machine are asked whether they are there.
 */
export async function checkSetup(parts: CheckParts): Promise<void> {
  const { t } = vscode.l10n;
  const title = t('Checking the setup…');
  const faults = await showProgress({ location: vscode.ProgressLocation.Window, title }, () => read(parts));
  const fix = await choose(faults, parts.engine.setup.providers.size > 0);
  await fix?.run();
}

async function read({ engine, servers, context }: CheckParts): Promise<Fault[]> {
  const here = await hereFaults(engine, servers, context);
  const keys = new Map(engine.keys.providers().map((id) => [id, engine.keys.originsOf(id)]));
  const { setup, problems } = engine;
  const languageIds = new Set(await vscode.languages.getLanguages());
  const listed = (provider: ProviderSetup) => engine.listedNames(provider);
  const known = setupFaults({ setup, problems, keys, listed, languageIds });
  const rank = { error: 0, warning: 1, info: 2 };
  return [...known.map(withFix), ...here].sort((a, b) => rank[a.severity] - rank[b.severity]);
}

function withFix(fault: SetupFault): Fault {
  const { severity, message, detail, mending } = fault;
  const sentence = detail.charAt(0).toUpperCase() + detail.slice(1);
  return { severity, message, detail: sentence, fix: fixOf(mending) };
}

function fixOf(mending: Mending): Fix {
  const { t } = vscode.l10n;
  const run =
    (id: string, ...args: unknown[]) =>
    () =>
      vscode.commands.executeCommand(id, ...args);
  switch (mending.type) {
    case 'addProvider':
      return mending.provider === undefined
        ? { label: t('Add Provider'), run: run('switchyard.addProvider') }
        : { label: t('Enter Key'), run: run('switchyard.addProvider', mending.provider) };
    case 'addModels':
      return { label: t('Add Models'), run: run('switchyard.addModels') };
    case 'openRoutes':
      return { label: t('Open Routing Settings'), run: openSetting('switchyard.routes') };
    case 'openSetting':
      return { label: t('Open Settings'), run: openSetting(mending.key) };
    case 'removeKey':
      return { label: t('Remove Key'), run: run('switchyard.removeKey') };
  }
}

/** Where the setting is written: the workspace's file if it has one there, else the user's. */
function openSetting(path: string): Fix['run'] {
  const [, name = ''] = path.split('.');
  const key = `switchyard.${name}`;
  const own = vscode.workspace.getConfiguration('switchyard').inspect(name)?.workspaceValue !== undefined;
  const command = own ? 'workbench.action.openWorkspaceSettingsFile' : 'workbench.action.openSettingsJson';
  return () => vscode.commands.executeCommand(command, { revealSetting: { key, edit: false } });
}

type Row = Choice & { readonly fix?: Fix };

function choose(faults: readonly Fault[], canTest: boolean): Promise<Fix | undefined> {
  const { t } = vscode.l10n;
  const pick = pickBox<Row>();
  const wrong = faults.filter(({ severity }) => severity !== 'info').length;
  pick.title =
    wrong === 0
      ? t('The setup is in order')
      : wrong === 1
        ? t('1 thing is wrong with the setup')
        : t('{0} things are wrong with the setup', wrong);
  pick.placeholder = t('Choose one to mend it');
  pick.matchOnDetail = true;
  pick.ignoreFocusOut = true;
  pick.items = [...rowsOf(faults), ...(canTest ? testRows() : [])].map(showing);
  return new Promise((resolve) => {
    const end = (row: Row | undefined) => {
      resolve(row?.fix);
      pick.hide();
    };
    pick.onDidAccept(() => end(pick.selectedItems[0]?.given));
    pick.onDidTriggerItemButton(({ item }) => end(item.given));
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function rowsOf(faults: readonly Fault[]): Row[] {
  const { t } = vscode.l10n;
  const heads = { error: t('Errors'), warning: t('Warnings'), info: t('Good to Know') };
  const rows: Row[] = [];
  if (!faults.some(({ severity }) => severity !== 'info')) {
    const detail = t('Settings, keys, routes, models and storage were read. Nothing was sent to any provider.');
    rows.push({ icon: 'pass', label: t('All good'), detail });
  }
  for (const severity of ['error', 'warning', 'info'] as const) {
    const found = faults.filter((fault) => fault.severity === severity);
    if (found.length > 0) rows.push({ label: heads[severity], kind: vscode.QuickPickItemKind.Separator });
    for (const { message, detail, fix } of found) {
      const button = { iconPath: new vscode.ThemeIcon('wrench'), tooltip: fix.label };
      // The editor's icons have the same names.
      rows.push({ icon: severity, label: message, description: fix.label, detail, buttons: [button], fix });
    }
  }
  return rows;
}

function testRows(): Row[] {
  const { t } = vscode.l10n;
  const test = () => vscode.commands.executeCommand('switchyard.testProviders');
  return [
    { label: t('More'), kind: vscode.QuickPickItemKind.Separator },
    {
      icon: 'beaker',
      label: t('Test Providers'),
      detail: t('Asks every provider a few short questions, which costs a little.'),
      fix: { label: t('Test Providers'), run: test },
    },
  ];
}
