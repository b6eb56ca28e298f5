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
  const own = configuration.inspect<Record<string, unknown>>('resilience')?.globalValue;
  return { ...raw, resilience: tightened(raw.resilience, own?.contentFilterToNext === true) };
}

/** A workspace may keep a filtered question from the next provider, never hand it over. */
function tightened(resilience: unknown, allowed: boolean): unknown {
  if (typeof resilience !== 'object' || resilience === null || !('contentFilterToNext' in resilience))
    return resilience;
  return allowed ? resilience : { ...resilience, contentFilterToNext: false };
}
