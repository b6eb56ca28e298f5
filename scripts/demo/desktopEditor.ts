import { spawn, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quietSettings } from '../editor/quietSettings.ts';
import type { DemoFolder } from './demoFolder.ts';

/** Whether a desktop VS Code can be started with `code`: not from inside a remote window, and not without a display. */
export function hasDesktopEditor(): boolean {
  if (process.env.VSCODE_IPC_HOOK_CLI || process.env.SSH_CONNECTION) return false;
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return false;
  const options = { timeout: 15_000, stdio: 'ignore', shell: process.platform === 'win32' } as const;
  return spawnSync('code', ['--version'], options).status === 0;
}

/** Opens a new window of desktop VS Code with the extension as under development; false where it could not be opened. */
export async function openDesktopEditor(
  repository: string,
  folder: DemoFolder,
  settings: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  await mkdir(join(folder.userDataDir, 'User'), { recursive: true });
  const text = JSON.stringify({ ...quietSettings, ...settings }, null, 2);
  await writeFile(join(folder.userDataDir, 'User', 'settings.json'), `${text}\n`);
  const args = [
    ...['--new-window', '--user-data-dir', folder.userDataDir, '--extensions-dir', folder.extensionsDir],
    ...[`--extensionDevelopmentPath=${repository}`, '--disable-workspace-trust', '--skip-welcome'],
    // VS Code's own condition for running as root, besides a user-data folder.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    folder.workspace,
  ];
  const child = spawn('code', args, { stdio: 'ignore', shell: process.platform === 'win32' });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}
