import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the editor's native modules are compiled with. */
export const editorPackages = ['g++', 'make', 'python3', 'pkg-config', 'libkrb5-dev'];

/** What the end-to-end tests drive the editor with. */
export const browserPackages = ['chromium', 'fonts-noto-core', 'fonts-noto-color-emoji', 'fonts-noto-cjk'];

/** Says that packages are missing and this program may not, or could not, install them; `command` is the line that would. */
class MissingPackages extends Error {
  readonly packages: readonly string[];
  readonly command: string;
  constructor(packages: readonly string[], why: string) {
    const command = `sudo apt-get install --yes --no-install-recommends ${packages.join(' ')}`;
    super(`${why}. Missing: ${packages.join(', ')}. On Debian or Ubuntu: ${command}`);
    this.name = 'MissingPackages';
    this.packages = packages;
    this.command = command;
  }
}

/**
 * Makes sure that the named Debian packages are installed. Installs them only when running as root on a system with apt-get;
 * elsewhere, and when the installation fails, throws `MissingPackages`. Without dpkg it looks for the programs themselves.
 */
export function ensureDebianPackages(wanted: readonly string[], log: (line: string) => void): void {
  const missing = wanted.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  if (!onPath('apt-get')) throw new MissingPackages(missing, 'This system has no apt-get');
  if (process.getuid?.() !== 0) throw new MissingPackages(missing, 'Installing system packages needs root');
  log(`Installing Debian packages: ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '--yes', '--no-install-recommends', ...missing];
  if (aptGet(install, env)) return;
  aptGet(['update'], env);
  if (!aptGet(install, env)) throw new MissingPackages(missing, 'apt-get could not install the packages');
}

function aptGet(args: string[], env: NodeJS.ProcessEnv): boolean {
  // Two installs at once: wait for the other one's lock instead of failing. Output goes to stderr, stdout belongs to the caller.
  const lock = ['-o', 'DPkg::Lock::Timeout=300'];
  return spawnSync('apt-get', ['-qq', ...lock, ...args], { env, stdio: ['ignore', 2, 2] }).status === 0;
}

function isInstalled(name: string): boolean {
  if (!onPath('dpkg-query')) return isProgram(name) && onPath(name);
  const result = spawnSync('dpkg-query', ['--show', `--showformat=\${db:Status-Status}`, name], { encoding: 'utf8' });
  return result.stdout === 'installed' || (isProgram(name) && onPath(name));
}

function isProgram(name: string): boolean {
  return !name.startsWith('lib') && !name.startsWith('fonts-');
}

function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));
}
