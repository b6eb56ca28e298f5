import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface DemoFolder {
  readonly workspace: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  remove(): Promise<void>;
}

/**
 * Makes a folder of the demo's own under `.demo` with a fresh copy of the demo workspace in it, and removes those of earlier
 * runs that have ended. Desktop VS Code goes on after the demo, so its folder is one and stays.
 */
export async function makeDemoFolder(repository: string, kind: 'browser' | 'desktop'): Promise<DemoFolder> {
  const all = join(repository, '.demo');
  await mkdir(all, { recursive: true });
  for (const name of await readdir(all)) {
    const [, pid] = /^run-(\d+)$/.exec(name) ?? [];
    if (pid && !isRunning(Number(pid))) await rm(join(all, name), { recursive: true, force: true });
  }
  const root = join(all, kind === 'desktop' ? 'desktop' : `run-${process.pid}`);
  const workspace = join(root, 'shop');
  await rm(workspace, { recursive: true, force: true });
  await cp(join(repository, 'demo', 'workspace'), workspace, { recursive: true });
  return {
    ...{ workspace, userDataDir: join(root, 'user-data'), extensionsDir: join(root, 'extensions') },
    remove: async () => {
      if (kind === 'browser') await rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
