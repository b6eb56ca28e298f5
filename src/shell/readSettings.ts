import * as vscode from 'vscode';
import { SETTINGS } from '../config/settingsSchema.ts';

/**
 * The raw settings as the editor has them. Providers and models are read from the user's own settings only, whatever a
 * workspace says; the rest follows the editor's merging, which leaves untrusted workspaces out.
 */
export function readRawSettings(): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration('switchyard');
  const raw: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(SETTINGS)) {
    raw[name] = setting.scope === 'application' ? configuration.inspect(name)?.globalValue : configuration.get(name);
  }
  return raw;
}
