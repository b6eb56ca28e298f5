import { globSync } from 'node:fs';
import { basename } from 'node:path';
import type { Plugin } from 'esbuild';

/** A formula in a label stays TeX. */
const KATEX = `export default { renderToString: (tex) => tex.replace(/[&<>]/g, (c) => '&#' + c.charCodeAt(0) + ';') };`;

/**
 * Keeps out of the diagram frame what Mermaid brings along for little: formulas in labels (274 KB) and the ELK layout
 * (1.6 MB), in whose place Mermaid's other layout, Dagre, does the same work, as it did before version 12.
 */
export const leanMermaid: Plugin = {
  name: 'lean-mermaid',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^katex$/ }, ({ path }) => ({ path, namespace: 'left-out' }));
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: KATEX }));
    onResolve({ filter: /^\.\/elk-\w+\.mjs$/ }, ({ importer, kind, resolveDir }) => {
      const [dagre] = globSync('dagre-*.mjs', { cwd: resolveDir });
      if (dagre === undefined) throw new Error(`${basename(importer)} has no Dagre beside it`);
      return resolve(`./${dagre}`, { importer, kind, resolveDir });
    });
  },
};
