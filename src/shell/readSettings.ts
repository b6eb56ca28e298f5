import * as vscode from 'vscode';
import { narrowerName } from '../config/parseSettings.ts';
import { SETTINGS, type SettingDefinition } from '../config/settingsSchema.ts';

/**
 * The raw settings as the editor has them. Providers and models are read from the user's own settings only, whatever a
 * workspace says; what it may only make stricter is read apart; the rest follows the editor's merging, which leaves untrusted workspaces out.
 */
export function readRawSettings(): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration('switchyard');
  const raw: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries<SettingDefinition>(SETTINGS)) {
    const inOnePlace = setting.scope === 'application' || setting.tightenOnly;
    raw[name] = inOnePlace ? configuration.inspect(name)?.globalValue : configuration.get(name);
    if (setting.tightenOnly) raw[narrowerName(name)] = workspaceValues(name);
  }
  const own = configuration.inspect<Record<string, unknown>>('resilience')?.globalValue;
  return { ...raw, resilience: tightened(raw.resilience, own ?? {}) };
}

/**
 * What a workspace and each of its folders say, each as it is written, for the editor would merge them; a workspace of one
 * folder says everything twice. An untrusted one has no say.
 */
function workspaceValues(name: string): unknown[] {
  if (!vscode.workspace.isTrusted) return [];
  const whole = vscode.workspace.getConfiguration('switchyard').inspect(name)?.workspaceValue;
  const folders = (vscode.workspace.workspaceFolders ?? []).map(
    ({ uri }) => vscode.workspace.getConfiguration('switchyard', uri).inspect(name)?.workspaceFolderValue,
  );
  const values = new Map([whole, ...folders].map((value) => [JSON.stringify(value), value]));
  return [...values.values()].filter((value) => value !== undefined);
}

/**
 * A workspace may keep a filtered question from the next provider, never hand it over, and save the cost of a second
 * model, never cause it.
 */
function tightened(resilience: unknown, own: Readonly<Record<string, unknown>>): unknown {
  if (typeof resilience !== 'object' || resilience === null) return resilience;
  return {
    ...resilience,
    ...('contentFilterToNext' in resilience && own.contentFilterToNext !== true ? { contentFilterToNext: false } : {}),
    ...('hedge' in resilience && own.hedge !== 'late' ? { hedge: 'off' } : {}),
  };
}
