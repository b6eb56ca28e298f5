import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { keysInUse } from '../../simulator/keysInUse.ts';
import { filesWith } from './filesWith.ts';

export interface TestFolders {
  readonly root: string;
  readonly workspace: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /**
   * Removes them all. Throws where anything that was written holds a key that a simulated provider expects: settings, logs,
   * the ledger, chats, exports, crash reports. The editor keeps its secrets in the browser's storage, which is not here.
   */
  remove(): Promise<void>;
}

/** Makes the folders of one editor under test: a workspace with these files (texts by path, or a folder to copy), the rest empty. */
export async function makeTestFolders(
  files: Readonly<Record<string, string>> | string,
  beside?: string,
): Promise<TestFolders> {
  const root = await mkdtemp(join(tmpdir(), 'switchyard-e2e-'));
  const workspace = join(root, 'workspace');
  // What a test itself brings with a key in it, such as another tool's configuration.
  const given = new Set(typeof files === 'string' ? [] : Object.keys(files).map((path) => join(workspace, path)));
  const extensionsDir = join(root, 'extensions');
  await mkdir(workspace);
  if (typeof files === 'string') await cp(files, workspace, { recursive: true });
  for (const [path, text] of typeof files === 'string' ? [] : Object.entries(files)) {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), text);
  }
  if (beside !== undefined) await cp(beside, join(extensionsDir, basename(beside)), { recursive: true });
  return {
    ...{ root, workspace, userDataDir: join(root, 'user-data'), extensionsDir },
    remove: async () => {
      const leaked = await filesWithKeys(root, (path) => given.has(path));
      await rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      if (leaked.length > 0) throw new Error(`keys were written to ${leaked.join(', ')}`);
    },
  };
}

/** Shorter ones stand in files by chance. */
const SHORTEST_KEY = 8;

/** The files below a folder that hold a key in use, as it is or as base64, but those that are excused. */
export async function filesWithKeys(folder: string, isExcused: (path: string) => boolean): Promise<string[]> {
  const found = new Set<string>();
  for (const key of keysInUse) {
    if (key.length < SHORTEST_KEY) continue;
    for (const form of [key, Buffer.from(key).toString('base64').replace(/=+$/, '')]) {
      for (const path of await filesWith(folder, form)) if (!isExcused(path)) found.add(path);
    }
  }
  return [...found].sort();
}
