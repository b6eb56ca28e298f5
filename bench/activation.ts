import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../scripts/demo/ensureBuilt.ts';
import { editorFolder, stampName } from '../scripts/editor/editorFolder.ts';
import { chromiumPath, hasBrowser } from '../test/e2e/harness/browser.ts';
import { runInExtensionHost } from '../test/e2e/harness/extensionHost.ts';
import { aim, type Figure, type Progress, row, type SkippedFigure } from './figure.ts';
import { median } from './samples.ts';

const root = join(import.meta.dirname, '..');
const STARTS = 7;

/**
 * What activating the built extension takes in the real extension host, beside an empty one: each time in a fresh host
 * that has come to rest, by turns, both ES modules that nothing but the measurement activates.
 */
export async function activation(progress: Progress): Promise<Figure | SkippedFigure> {
  const reason = whyNot();
  if (reason !== undefined) return { name: 'activation', skipped: reason };
  ensureBuilt(root, progress);
  const folder = await mkdtemp(join(tmpdir(), 'switchyard-bench-'));
  try {
    const contestants = { empty: await emptyExtension(folder), built: await builtExtension(folder) };
    const times = { empty: [] as number[], built: [] as number[] };
    for (let start = 1; start <= STARTS; start++) {
      const order = start % 2 === 1 ? (['empty', 'built'] as const) : (['built', 'empty'] as const);
      for (const name of order) times[name].push(await activateIn(contestants[name]));
      progress(`start ${start} of ${STARTS}: empty ${times.empty.at(-1)} ms, built ${times.built.at(-1)} ms`);
    }
    const [empty, built] = [median(times.empty), median(times.built)];
    return {
      name: 'activation',
      about: `activate() in the real extension host, ${STARTS} fresh hosts each, beside an empty extension.`,
      values: [
        row('empty extension, median', empty, 'ms'),
        row('built extension, median', built, 'ms'),
        row('empty extension, slowest', Math.max(...times.empty), 'ms'),
        row('built extension, slowest', Math.max(...times.built), 'ms'),
      ],
      aims: [aim('more than empty, median', built - empty, 30, 'ms')],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function whyNot(): string | undefined {
  if (!hasBrowser()) return `there is no browser at ${chromiumPath}; npm test installs one where it can`;
  if (existsSync(join(editorFolder(), stampName))) return undefined;
  return `VS Code in the browser is not installed in ${editorFolder()}; npm start or npm test installs it`;
}

async function activateIn(extension: string): Promise<number> {
  const { exitCode, results, output } = await runInExtensionHost({
    entry: fileURLToPath(new URL('./activationHost.ts', import.meta.url)),
    extension,
  });
  const [result] = results as { ms: number }[];
  if (exitCode !== 0 || result === undefined) throw new Error(`no activation was measured:\n${output.join('\n')}`);
  return Math.round(result.ms * 100) / 100;
}

async function emptyExtension(folder: string): Promise<string> {
  const target = join(folder, 'empty');
  const { engines } = await manifest();
  await mkdir(target);
  await writeFile(
    join(target, 'package.json'),
    JSON.stringify({
      ...{ name: 'empty', publisher: 'switchyard', version: '0.0.0', engines },
      ...{ type: 'module', main: './extension.js', activationEvents: [] },
    }),
  );
  await writeFile(join(target, 'extension.js'), 'export function activate() {}\n');
  return target;
}

/** The built extension as it is shipped, save that no event activates it before the measurement does. */
async function builtExtension(folder: string): Promise<string> {
  const target = join(folder, 'built');
  for (const name of ['dist', 'media', 'package.nls.json']) {
    await cp(join(root, name), join(target, name), { recursive: true });
  }
  await writeFile(join(target, 'package.json'), JSON.stringify({ ...(await manifest()), activationEvents: [] }));
  return target;
}

async function manifest(): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
}
