import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import * as esbuild from 'esbuild';
import { diagramBundle, hostBundle, webviewBundle } from './bundles.ts';
import { thirdPartyNotices } from './thirdPartyNotices.ts';

/** `npm run build`: dist/ from the sources; with `--watch` again at every change, readable and with source maps. */
const root = join(import.meta.dirname, '..');
const watch = process.argv.includes('--watch');
const style: esbuild.BuildOptions = watch ? { sourcemap: true } : { minify: true };

const bundles: esbuild.BuildOptions[] = [hostBundle, webviewBundle, diagramBundle];

rmSync(join(root, 'dist'), { recursive: true, force: true });
// Translations only: the English words are in the code, their list is for translators.
cpSync(join(root, 'l10n'), join(root, 'dist/l10n'), {
  recursive: true,
  filter: (file) => !file.endsWith('bundle.l10n.json'),
});
if (watch) {
  for (const bundle of bundles) await (await esbuild.context({ ...bundle, ...style })).watch();
} else {
  const results = await Promise.all(bundles.map((bundle) => esbuild.build({ ...bundle, ...style })));
  const metafiles = results.flatMap((result) => result.metafile ?? []);
  writeFileSync(join(root, 'dist/THIRD_PARTY_NOTICES.txt'), thirdPartyNotices(root, metafiles));
  for (const [file, { bytes }] of metafiles.flatMap((metafile) => Object.entries(metafile.outputs))) {
    console.log(`${(bytes / 1024).toFixed(1).padStart(8)} KB  ${file}`);
  }
}
