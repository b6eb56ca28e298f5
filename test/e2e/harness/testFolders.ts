import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

export interface TestFolders {
  readonly root: string;
  readonly workspace: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  remove(): Promise<void>;
}

/** Makes the folders of one editor under test: a workspace with these files (texts by path, or a folder to copy), the rest empty. */
export async function makeTestFolders(
  files: Readonly<Record<string, string>> | string,
  beside?: string,
): Promise<TestFolders> {
  const root = await mkdtemp(join(tmpdir(), 'switchyard-e2e-'));
  const workspace = join(root, 'workspace');
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
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}
