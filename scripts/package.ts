import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';

/** `npm run package`: builds and packs dist/switchyard.vsix. */
const root = join(import.meta.dirname, '..');
const run = (file: string, ...args: string[]) =>
  execFileSync(process.execPath, [join(root, file), ...args], { cwd: root, stdio: 'inherit' });

run('scripts/build.ts');
run(
  'node_modules/@vscode/vsce/vsce',
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '--out',
  'dist/switchyard.vsix',
);
