import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensureBuilt } from '../scripts/demo/ensureBuilt.ts';
import { aim, type Figure, type Progress, row, type Value } from './figure.ts';
import { readModuleGraph } from './moduleGraph.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** What is loaded when it is first needed: what looks through a draft, a dialect, OpenAI's vocabulary, JSON answers, other tools' files, the local server, commands that few run. */
const isLate = (file: string) =>
  /\/(?:findMatches|overHttp|exchange|openai|o200k_base|readAnswer|startServer|lateCommands|useCode|runPrompt|readPage|findLocalServers)-\w+\.js$/.test(
    file,
  );

/** The size of every built file, and of what is loaded by when. */
export async function bundleSize(progress: Progress): Promise<Figure> {
  ensureBuilt(root, progress);
  const graph = await readModuleGraph(dist, 'extension.js');
  const atStart = [...graph.loadedWith('extension.js')];
  const beforeQuestion = [...graph.reachableFrom('extension.js', isLate)];
  const everything = [...graph.reachableFrom('extension.js', () => false)];
  const webview = filesBelow('webview').filter((file) => !file.endsWith('.map'));
  const scripts = await readModuleGraph(join(dist, 'webview'), 'panel.js');
  const panel = [...scripts.loadedWith('panel.js'), 'panel.css', 'codicon.ttf'].map((file) => `webview/${file}`);
  const vsix = join(dist, 'switchyard.vsix');
  const packed = existsSync(vsix) ? statSync(vsix).size / 1024 : undefined;
  return {
    name: 'bundleSize',
    about: 'The built files, and what the editor has loaded of them by when; KB of 1024 bytes.',
    values: [
      ...sizes('loaded at activation', atStart),
      ...sizes('loaded once the panel is open, host, before the first question', beforeQuestion),
      ...sizes('loaded once the panel is open, webview', panel),
      ...sizes('everything the host can load', everything),
      ...['extension.js', 'cli.js', ...filesBelow('chunks'), ...webview].flatMap((file) => sizes(file, [file])),
      ...(packed === undefined ? [] : [row('switchyard.vsix', packed, 'KB')]),
    ],
    aims: [
      aim('extension.js with all it loads at activation', total(atStart), 250, 'KB'),
      aim('what starts the panel', total(panel), 500, 'KB'),
      ...(packed === undefined ? [] : [aim('switchyard.vsix', packed, 3072, 'KB')]),
    ],
  };
}

function sizes(label: string, files: readonly string[]): Value[] {
  const zipped = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0) / 1024;
  return [row(label, total(files), 'KB'), row(`${label}, gzipped`, zipped, 'KB')];
}

function total(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + statSync(join(dist, file)).size, 0) / 1024;
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(dist, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)))
    .sort();
}
