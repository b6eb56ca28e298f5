import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { insideWorkspace } from '../../../src/shell/apply/insideWorkspace.ts';

const { workspace } = vi.hoisted(() => ({
  workspace: { workspaceFolders: [] as { uri: unknown }[], getWorkspaceFolder: () => workspace.workspaceFolders[0] },
}));
vi.mock('vscode', () => ({ workspace }));

test('a file is inside only where its links lead inside, those that lead nowhere yet too', async () => {
  const root = await mkdtemp(join(tmpdir(), 'switchyard-inside-'));
  const uri = (path: string) => ({ scheme: 'file', path: join(root, path), fsPath: join(root, path) }) as never;
  await Promise.all([mkdir(join(root, 'work')), mkdir(join(root, 'other'))]);
  await Promise.all([writeFile(join(root, 'work/a.ts'), ''), writeFile(join(root, 'other/b.ts'), '')]);
  const link = (target: string, name: string) => symlink(target, join(root, 'work', name));
  await Promise.all([
    link('a.ts', 'within.ts'),
    link('../other/b.ts', 'out.ts'),
    link('../other/new.ts', 'out-new.ts'),
    link('later.ts', 'within-new.ts'),
    link('../other', 'folder'),
    link('loop', 'loop'),
  ]);
  workspace.workspaceFolders = [{ uri: uri('work') }];
  try {
    for (const name of ['a.ts', 'new/c.ts', '..a.ts', 'within.ts', 'within-new.ts', 'loop'])
      expect(await insideWorkspace(uri(`work/${name}`)), name).toBe(true);
    for (const name of ['out.ts', 'out-new.ts', 'folder/b.ts', 'folder/new/c.ts'])
      expect(await insideWorkspace(uri(`work/${name}`)), name).toBe(false);
  } finally {
    await rm(root, { recursive: true });
  }
});
