import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import subsetFont from 'subset-font';

const PRIVATE_USE = /\\u([ef][0-9a-f]{3})/gi;

/** Keeps of the editor's icon font the icons that the panel names: 3 KB instead of 123. */
export const subsetCodicons: Plugin = {
  name: 'subset-codicons',
  setup({ onLoad }) {
    onLoad({ filter: /codicon\.ttf$/ }, async ({ path }) => {
      const characters = usedIn(join(import.meta.dirname, '../webview'));
      return {
        contents: await subsetFont(readFileSync(path), characters, { targetFormat: 'truetype' }),
        loader: 'file',
      };
    });
  },
};

function usedIn(folder: string): string {
  const sources = globSync('**/*.ts', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'));
  return sources
    .flatMap((source) => [...source.matchAll(PRIVATE_USE)])
    .map(([, code = '']) => String.fromCharCode(Number.parseInt(code, 16)))
    .join('');
}
