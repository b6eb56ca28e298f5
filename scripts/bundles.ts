import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { leanMermaid } from './leanMermaid.ts';
import { packRanks } from './packRanks.ts';
import { subsetCodicons } from './subsetCodicons.ts';

const common = {
  absWorkingDir: join(import.meta.dirname, '..'),
  bundle: true,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Extension and CLI in one graph: what both use, and what is loaded late, becomes shared chunks. */
export const hostBundle = {
  ...common,
  entryPoints: { extension: 'src/extension.ts', cli: 'src/cli.ts' },
  outdir: 'dist',
  platform: 'node',
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  // An old Node must be able to read the CLI as far as the line that says so.
  target: 'node20',
  external: ['vscode'],
  plugins: [packRanks],
  // jsonc-parser's main file is UMD, whose inner requires a bundler does not see.
  mainFields: ['module', 'main'],
  // CommonJS packages inside the ES module bundle still say require('util').
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
} as const satisfies BuildOptions;

/** The chat panel: one script, one style sheet, one font, and chunks for what only some answers need. */
export const webviewBundle = {
  ...common,
  entryPoints: { panel: 'webview/main.ts' },
  outdir: 'dist/webview',
  platform: 'browser',
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  target: 'chrome128',
  loader: { '.ttf': 'file', '.late.css': 'text' },
  plugins: [subsetCodicons],
  assetNames: '[name]',
} as const satisfies BuildOptions;

/** What draws diagrams in a frame of its own: one plain script, which the panel reads as text when the first diagram is there. */
export const diagramBundle = {
  ...common,
  entryPoints: { diagramFrame: 'webview/diagramFrame/main.ts' },
  outdir: 'dist/webview',
  platform: 'browser',
  format: 'iife',
  target: 'chrome128',
  plugins: [leanMermaid],
} as const satisfies BuildOptions;
