import * as vscode from 'vscode';
import { BringError } from '../../config/bring/bringError.ts';
import { bringReport } from '../../config/bring/bringReport.ts';
import type { Brought, BroughtKey } from '../../config/bring/brought.ts';
import { type Merged, mergeBrought } from '../../config/bring/mergeBrought.ts';
import { keepParts, type Part, partsOf } from '../../config/bring/parts.ts';
import { SETTINGS, type SettingName } from '../../config/settingsSchema.ts';
import { PRESETS } from '../../providers/presets.ts';
import type { Engine } from '../engine.ts';
import { pickMany, pickOne } from '../picks.ts';
import { plainText } from '../plainText.ts';
import type { Reports } from '../reports.ts';
import { inform, tellError, warn } from '../tell.ts';
import { findSettings } from './bringSource.ts';

/**
 * Sets up what another tool's file, the environment or a pasted key describes. The user sees everything first and may leave
 * parts out; nothing that is there is changed, and until the last answer nothing is written.
 */
export async function bringSettings(engine: Engine, reports: Reports): Promise<void> {
  const { t } = vscode.l10n;
  try {
    const found = await findSettings();
    if (found === undefined) return;
    const { source, brought } = found;
    // The editor refuses settings that nobody has declared yet: those stay in the report.
    const parts = partsOf(brought).filter(({ kind }) => kind === 'keys' || Object.hasOwn(SETTINGS, kind));
    if (parts.length === 0) {
      void inform(t('There is nothing in {0} that could be imported.', source));
      if (brought.notes.length > 0) await showReport(reports, source, brought, { kept: [], added: [], stored: [] });
      return;
    }
    const wanted = await chooseParts(parts, source);
    if (wanted === undefined || wanted.size === 0) return;
    const chosen = keepParts(brought, wanted);
    const target = await chooseTarget(chosen);
    if (target === undefined) return;
    const keys = await chooseKeys(engine, chosen);
    if (keys === undefined) return;
    const { changed, added, kept } = merge(chosen, target);
    await write(changed, target);
    for (const key of keys) await storeKey(engine, key);
    const others = chosen.keys.filter((key) => key.value !== undefined && !keys.includes(key));
    const keptKeys = others.map(({ provider }) => t('key of {0}', provider));
    await showReport(reports, source, chosen, { added, kept: [...kept, ...keptKeys], stored: keys });
  } catch (error) {
    if (!(error instanceof BringError || error instanceof vscode.FileSystemError)) throw error;
    void tellError(t('Nothing was imported: {0}', plainText(error.message)));
  }
}

async function chooseParts(parts: readonly Part[], source: string): Promise<ReadonlySet<string> | undefined> {
  const { t } = vscode.l10n;
  const titles: Record<Part['kind'], string> = {
    providers: t('Providers'),
    keys: t('Keys'),
    models: t('Models'),
    routes: t('Routes'),
    resilience: t('Retries'),
    budget: t('Budget'),
  };
  const items = parts.flatMap(({ id, kind, label, detail, held }, index) => {
    const separator = { label: titles[kind], kind: vscode.QuickPickItemKind.Separator, id: '' };
    const item = { label, description: detail, picked: held !== true, id };
    return parts[index - 1]?.kind === kind ? [item] : [separator, item];
  });
  const picks = await pickMany(items, {
    title: t('Import Settings'),
    placeHolder: t('What is ticked is set up, from {0}', source),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picks && new Set(picks.map(({ id }) => id));
}

/** Providers, models and keys are the user's; who is asked for what may be the workspace's. */
async function chooseTarget({ settings }: Brought): Promise<vscode.ConfigurationTarget | undefined> {
  const { t } = vscode.l10n;
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const hasRouting = Object.keys({ ...settings.routes, ...settings.resilience }).length > 0;
  const { workspaceFolders, isTrusted } = vscode.workspace;
  if (!hasRouting || workspaceFolders === undefined || !isTrusted) return Global;
  const pick = await pickOne(
    [
      { label: t('My settings'), description: t('routes for everything I do'), target: Global },
      { label: t('This workspace'), description: t('routes for this workspace only'), target: Workspace },
    ],
    { title: t('Where do the routes belong?'), ignoreFocusOut: true },
  );
  return pick?.target;
}

/** The keys to store: those that are new, and those that the user lets replace another; undefined when cancelled. */
async function chooseKeys(engine: Engine, { keys }: Brought): Promise<BroughtKey[] | undefined> {
  const { t } = vscode.l10n;
  const chosen: BroughtKey[] = [];
  for (const key of keys) {
    const { provider, origin, secret, value } = key;
    if (value === undefined) continue;
    const kept = await (secret === undefined
      ? engine.keys.key(provider, origin)
      : engine.keys.secret(secret, provider, origin));
    if (kept === value) continue;
    if (kept !== undefined) {
      const [replace, keep] = [t('Replace'), t('Keep')];
      const question = t('Another key of {0} is kept for {1}. Replace it?', secret ?? provider, origin);
      const answer = await warn(question, { modal: true }, replace, keep);
      if (answer === undefined) return undefined;
      if (answer === keep) continue;
    }
    chosen.push(key);
  }
  return chosen;
}

async function storeKey(engine: Engine, { provider, origin, secret, value }: BroughtKey): Promise<void> {
  if (value === undefined) return;
  if (secret === undefined) await engine.keys.storeKey(provider, origin, value);
  else await engine.keys.storeSecret(secret, provider, origin, value);
}

function merge(chosen: Brought, target: vscode.ConfigurationTarget): Merged {
  const existing = Object.keys(SETTINGS).map((name) => [name, valueAt(name, target)] as const);
  return mergeBrought(Object.fromEntries(existing), chosen, PRESETS);
}

function valueAt(name: string, target: vscode.ConfigurationTarget): unknown {
  const values = vscode.workspace.getConfiguration('switchyard').inspect(name);
  return targetOf(name, target) === vscode.ConfigurationTarget.Global ? values?.globalValue : values?.workspaceValue;
}

function targetOf(name: string, target: vscode.ConfigurationTarget): vscode.ConfigurationTarget {
  return SETTINGS[name as SettingName].scope === 'application' ? vscode.ConfigurationTarget.Global : target;
}

/** Writes all sections, or none: a settings file that cannot be written takes back what went before. */
async function write(changed: Merged['changed'], target: vscode.ConfigurationTarget): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('switchyard');
  const undo: (() => Thenable<void>)[] = [];
  try {
    for (const [name, entries] of Object.entries(changed)) {
      const [place, before] = [targetOf(name, target), valueAt(name, target)];
      await configuration.update(name, entries, place);
      undo.push(() => configuration.update(name, before, place));
    }
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

async function showReport(
  reports: Reports,
  source: string,
  { keys, notes }: Brought,
  { kept, added, stored }: { kept: readonly string[]; added: readonly string[]; stored: readonly BroughtKey[] },
): Promise<void> {
  const missing = keys.filter(({ value }) => value === undefined);
  await reports.show(vscode.l10n.t('Imported settings'), bringReport({ source, added, kept, stored, missing, notes }));
}
