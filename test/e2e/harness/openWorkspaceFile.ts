import { join } from 'node:path';
import { comes } from './comes.ts';
import { poll } from './poll.ts';
import type { Workbench } from './workbench.ts';

/**
 * Opens a workspace file of the workspace's folder, and resolves when its folders are in the explorer. The editor in the
 * browser now and then loses them for good, when the server's files become readable while it makes the workspace (the
 * explorer then says *No Folder Opened*); after a reload it has them from its cache.
 */
export async function openWorkspaceFile(workbench: Workbench, name: string): Promise<void> {
  const { page, editor, folders } = workbench;
  await page.goto(`${editor.url}/?workspace=${encodeURIComponent(join(folders.workspace, name))}`);
  await poll(
    'the folders of the workspace',
    async () => {
      await workbench.openView(/Explorer/);
      const isThere = await comes(page.locator('.explorer-folders-view .monaco-list-row').first(), 5000);
      if (!isThere) await page.reload();
      return isThere;
    },
    60_000,
  );
}
