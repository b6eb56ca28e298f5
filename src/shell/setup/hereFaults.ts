import { randomUUID } from 'node:crypto';
import process from 'node:process';
import * as vscode from 'vscode';
import { SwitchyardError } from '../../core/chat/errors.ts';
import type { Model } from '../../core/models/model.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import { secretNames } from '../../providers/transport/authHeaders.ts';
import { modelId } from '../editorModels/listEditorModels.ts';
import type { Engine } from '../engine.ts';
import type { Fault, Fix } from './fault.ts';
import type { LocalServers } from './localServers.ts';

const ANSWERS_MS = 2000;

/** What this machine and this editor tell of a setup. Asks servers on this machine only, and nobody for an answer. */
export async function hereFaults(
  engine: Engine,
  servers: LocalServers,
  context: vscode.ExtensionContext,
): Promise<Fault[]> {
  const [found] = await Promise.all([
    Promise.all([
      silentServers(engine),
      missingSecrets(engine),
      editorModelFaults(engine, context.languageModelAccessInformation),
      storageFaults(engine, context.globalStorageUri),
    ]),
    servers.look(ANSWERS_MS),
  ]);
  return [...found.flat(), ...trustFaults(), ...offers(servers)];
}

async function silentServers(engine: Engine): Promise<Fault[]> {
  const { t } = vscode.l10n;
  const local = [...engine.setup.providers.values()].filter(({ loopback, ready }) => loopback && ready);
  const asked = local.map(async (provider): Promise<Fault[]> => {
    const fault = await engine.listModels(provider, AbortSignal.timeout(ANSWERS_MS)).then(
      () => undefined,
      (error: unknown) => error,
    );
    // Many a server answers questions and lists nothing.
    if (!SwitchyardError.is(fault) || (fault.kind !== 'network' && fault.kind !== 'timeout')) return [];
    return [
      {
        severity: 'warning',
        message: t('{0} does not answer', provider.name),
        detail: t('Nothing runs at {0}: start it, or change its address.', provider.baseUrl),
        fix: command(t('Change Address'), 'switchyard.addProvider', provider.id),
      },
    ];
  });
  return (await Promise.all(asked)).flat();
}

async function missingSecrets(engine: Engine): Promise<Fault[]> {
  const { t } = vscode.l10n;
  const missing = async (provider: ProviderSetup) => {
    const { origin } = new URL(provider.baseUrl);
    const names = secretNames(provider.headers);
    const kept = await Promise.all(names.map((name) => engine.keys.secret(name, provider.id, origin)));
    return names
      .filter((_, index) => kept[index] === undefined)
      .map((name) => ({
        severity: 'error' as const,
        message: t('{0} lacks the secret {1}', provider.name, name),
        detail: t('One of its headers names it, and nothing is kept under that name.'),
        fix: command(t('Enter It'), 'switchyard.addProvider', provider.id),
      }));
  };
  return (await Promise.all([...engine.setup.providers.values()].map(missing))).flat();
}

/** Consent is asked for with the first question to a model, never here. */
async function editorModelFaults({ setup }: Engine, access: vscode.LanguageModelAccessInformation): Promise<Fault[]> {
  const { t } = vscode.l10n;
  const wanted = [...setup.models.values()].filter(
    ({ provider }) => setup.providers.get(provider)?.api === 'vscode-lm',
  );
  if (wanted.length === 0) return [];
  const offered = new Map((await vscode.lm.selectChatModels()).map((model) => [modelId(model), model]));
  return wanted.flatMap(({ id, name }: Model): Fault[] => {
    const model = offered.get(name);
    const allowed = model && access.canSendRequest(model);
    if (model === undefined) {
      return [
        {
          severity: 'warning',
          message: t('{0} is not offered', id),
          detail: t('No extension offers this model in this editor now.'),
          fix: command(t('Add Models'), 'switchyard.addModels'),
        },
      ];
    }
    if (allowed === true) return [];
    return [
      {
        severity: allowed === false ? 'warning' : 'info',
        message: allowed === false ? t('{0} may not be used', id) : t('{0} was not allowed yet', id),
        detail: t('The editor asks for your consent when you first ask it in the chat.'),
        fix: command(t('Open Chat'), 'switchyard.ask'),
      },
    ];
  });
}

async function storageFaults({ ledgerProblem }: Engine, folder: vscode.Uri): Promise<Fault[]> {
  const { t } = vscode.l10n;
  const log = command(t('Show Log'), 'switchyard.showLog');
  const faults: Fault[] = [];
  if (!(await isWritable(folder))) {
    const detail = t('Chats and costs are lost when this window closes: {0}', folder.fsPath);
    faults.push({ severity: 'error', message: t('The storage folder cannot be written'), detail, fix: log });
  }
  if (ledgerProblem !== undefined) {
    const detail = process.getBuiltinModule('node:sqlite')
      ? ledgerProblem
      : t('Node.js {0} of this editor has no SQLite: a newer editor has.', process.versions.node);
    faults.push({ severity: 'warning', message: t('Costs are kept in memory only'), detail, fix: log });
  }
  return faults;
}

async function isWritable(folder: vscode.Uri): Promise<boolean> {
  const file = vscode.Uri.joinPath(folder, `check-${randomUUID()}`);
  try {
    await vscode.workspace.fs.writeFile(file, new Uint8Array());
    await vscode.workspace.fs.delete(file);
    return true;
  } catch {
    return false;
  }
}

function trustFaults(): Fault[] {
  const { t } = vscode.l10n;
  if (vscode.workspace.isTrusted) return [];
  return [
    {
      severity: 'info',
      message: t('This workspace is not trusted'),
      detail: t('Its own Switchyard settings are ignored: they could choose where your code is sent.'),
      fix: command(t('Manage Trust'), 'workbench.trust.manage'),
    },
  ];
}

function offers(servers: LocalServers): Fault[] {
  const { t } = vscode.l10n;
  return servers.offered.map(({ id, name, models }) => ({
    severity: 'info',
    message: t('{0} is running here', name),
    detail:
      models.length === 1
        ? t('It has 1 model and is not set up yet.')
        : t('It has {0} models and is not set up yet.', models.length),
    fix: { label: t('Use It'), run: () => servers.use(id) },
  }));
}

function command(label: string, id: string, ...args: unknown[]): Fix {
  return { label, run: () => vscode.commands.executeCommand(id, ...args) };
}
