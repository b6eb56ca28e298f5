import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** The names and licence texts of every package that went into a bundle, as those licences ask. */
export function thirdPartyNotices(root: string, metafiles: readonly Metafile[]): string {
  const folders = new Set<string>();
  for (const file of metafiles.flatMap((metafile) => Object.keys(metafile.inputs))) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file);
    if (match?.[1] !== undefined) folders.add(join(root, match[1]));
  }
  const notices = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return `${name} ${version} (${license})\n\n${licenceText(folder)}`;
  });
  return `${notices.join('\n\n----\n\n')}\n`;
}

function licenceText(folder: string): string {
  const [file] = globSync('{LICENSE,LICENCE,license,License}{,.md,.txt}', { cwd: folder });
  return file === undefined
    ? 'The package holds no licence text; its manifest names the licence.'
    : readFileSync(join(folder, file), 'utf8').trim();
}
