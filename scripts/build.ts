import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';

const root = join(import.meta.dirname, '..');
const watch = process.argv.includes('--watch');
const common: esbuild.BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: !watch,
  sourcemap: watch,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
};

/** Extension and CLI in one graph: what both use, and what is loaded late, becomes shared chunks. */
const host: esbuild.BuildOptions = {
  ...common,
  entryPoints: { extension: 'src/extension.ts', cli: 'src/cli.ts' },
  outdir: 'dist',
  platform: 'node',
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  target: 'node20',
  external: ['vscode'],
  // CommonJS packages inside the ES module bundle still say require('util').
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
};

const webview: esbuild.BuildOptions = {
  ...common,
  entryPoints: { panel: 'webview/main.ts' },
  outdir: 'dist/webview',
  platform: 'browser',
  format: 'esm',
  target: 'chrome128',
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
};

/** The licences of every bundled package, as those licences ask. */
function writeNotices(metafiles: esbuild.Metafile[]): void {
  const packages = new Set<string>();
  for (const file of metafiles.flatMap((metafile) => Object.keys(metafile.inputs))) {
    const match = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file);
    if (match?.[1] !== undefined)
      packages.add(join(file.slice(0, file.lastIndexOf('node_modules/')), 'node_modules', match[1]));
  }
  const notices = [...packages].sort().map((folder) => {
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    return `${manifest.name} ${manifest.version} (${manifest.license})\n\n${licenceText(join(root, folder))}`;
  });
  writeFileSync(join(root, 'dist/THIRD_PARTY_NOTICES.txt'), `${notices.join('\n\n----\n\n')}\n`);
}

function licenceText(folder: string): string {
  for (const name of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license', 'License.txt', 'LICENCE']) {
    try {
      return readFileSync(join(folder, name), 'utf8').trim();
    } catch {
      // The next name.
    }
  }
  return 'No licence text in the package; its manifest names the licence.';
}

rmSync(join(root, 'dist'), { recursive: true, force: true });
cpSync(join(root, 'l10n'), join(root, 'dist/l10n'), { recursive: true });
if (watch) {
  for (const options of [host, webview]) await (await esbuild.context(options)).watch();
} else {
  const results = await Promise.all([esbuild.build(host), esbuild.build(webview)]);
  const metafiles = results.map((result) => result.metafile).filter((metafile) => metafile !== undefined);
  writeNotices(metafiles);
  for (const [name, metafile] of [['host', results[0].metafile], ['webview', results[1].metafile]] as const) {
    writeFileSync(join(root, `dist/${name}.meta.json`), JSON.stringify(metafile));
  }
  const output = metafiles.flatMap((metafile) => Object.entries(metafile.outputs));
  for (const [file, { bytes }] of output) console.log(`${(bytes / 1024).toFixed(1).padStart(8)} KB  ${file}`);
}
