import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { packageNotice } from './packageNotice.ts';

/** The names and licence texts of every package that went into a bundle, as those licences ask. */
export function thirdPartyNotices(root: string, metafiles: readonly Metafile[]): string {
  const folders = new Set<string>();
  for (const file of metafiles.flatMap((metafile) => Object.keys(metafile.inputs))) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file);
    if (match?.[1] !== undefined) folders.add(join(root, match[1]));
  }
  const notices = [...folders].sort().map(packageNotice);
  // The catalogue's data is taken out of packages that no bundle holds.
  const catalog = readFileSync(join(root, 'src/providers/catalog/catalogNotices.txt'), 'utf8').trim();
  return `${[...notices, catalog].join('\n\n----\n\n')}\n`;
}
