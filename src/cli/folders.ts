import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Where the CLI's configuration file lies unless `--config` names one. */
export function configFile(): string {
  return join(folder('APPDATA', 'Library/Preferences', 'XDG_CONFIG_HOME', '.config'), 'switchyard', 'switchyard.json');
}

/** Where the CLI's ledger lies unless `--data-dir` names another folder. */
export function dataFolder(): string {
  return join(folder('LOCALAPPDATA', 'Library/Application Support', 'XDG_DATA_HOME', '.local/share'), 'switchyard');
}

/** The user's folder by each system's custom; XDG's variables count everywhere but on Windows. */
function folder(windows: string, mac: string, xdg: string, other: string): string {
  if (process.platform === 'win32') return process.env[windows] ?? join(homedir(), 'AppData', 'Roaming');
  return process.env[xdg] || join(homedir(), process.platform === 'darwin' ? mac : other);
}
