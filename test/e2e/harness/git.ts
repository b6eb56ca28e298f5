import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

type Texts = Readonly<Record<string, string>>;

/** Runs git in a folder as a tester of its own; the lines it prints. */
export async function git(folder: string, ...args: string[]): Promise<string[]> {
  const who = ['-c', 'user.name=Tester', '-c', 'user.email=tester@example.com', '-c', 'commit.gpgsign=false'];
  const { stdout } = await promisify(execFile)('git', [...who, ...args], { cwd: folder });
  return stdout.split('\n').filter((line) => line !== '');
}

/** Makes a folder a repository with these commits, by their messages, and after them changes that are not staged. */
export async function makeRepository(
  folder: string,
  commits: Readonly<Record<string, Texts>>,
  changes: Texts,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await git(folder, 'init', '--quiet', '--initial-branch=main');
  for (const [message, files] of Object.entries(commits)) {
    await write(folder, files);
    await git(folder, 'add', '.');
    await git(folder, 'commit', '--quiet', '-m', message);
  }
  await write(folder, changes);
}

async function write(folder: string, files: Texts): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
