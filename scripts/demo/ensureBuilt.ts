import { spawnSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Builds the extension unless `dist` is newer than everything it is made from. Throws when the build fails. */
export function ensureBuilt(repository: string, log: (line: string) => void): void {
  const built = join(repository, 'dist', 'extension.js');
  const sources = globSync(['{src,webview,l10n}/**/*.*', 'package*.json'], { cwd: repository });
  const newest = Math.max(...sources.map((path) => statSync(join(repository, path)).mtimeMs));
  if (existsSync(built) && statSync(built).mtimeMs >= newest) return;
  log('Building the extension …');
  const PATH = [join(repository, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const options = { cwd: repository, env: { ...process.env, PATH }, shell: process.platform === 'win32' };
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { ...options, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('The build failed: see above.');
}
