import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The name and the licence text of the package in a folder, as its licence asks. */
export function packageNotice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const [file] = globSync('{LICENSE,LICENCE,license,License}{,.md,.txt}', { cwd: folder });
  const text =
    file === undefined
      ? 'The package holds no licence text; its manifest names the licence.'
      : readFileSync(join(folder, file), 'utf8').trim();
  return `${name} ${version} (${license})\n\n${text}`;
}
