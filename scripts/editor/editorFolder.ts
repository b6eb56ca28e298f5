import { homedir } from 'node:os';
import { join } from 'node:path';
import manifest from './manifest.json' with { type: 'json' };

/** The version of code-server that the demo and the end-to-end tests run. */
export const editorVersion = manifest.dependencies['code-server'];

/** Where the editor is installed: a folder in the user's cache, one per version. */
export function editorFolder(): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'switchyard', `editor-${editorVersion}`);
}

/** Written last into a finished installation; its content is the manifest that was installed. */
export const stampName = 'installed.json';

/** The folder of the `node-linux-…` package inside an installation: Node 24 in `bin`, its headers in `include`. */
export function editorNode(folder: string): string {
  return join(folder, 'node_modules', `node-linux-${process.arch}`);
}
