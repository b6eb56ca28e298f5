import { execFile } from 'node:child_process';
import type * as vscode from 'vscode';
import { openGit } from '../git/openGit.ts';

const PATIENCE_MS = 5000;
const MOST_OUTPUT = 8_000_000;

/** The paths below a folder that Git does not ignore, relative to it; undefined where no repository knows the folder. */
export async function gitFiles(folder: vscode.Uri, signal: AbortSignal): Promise<ReadonlySet<string> | undefined> {
  const git = folder.scheme === 'file' || folder.scheme === 'vscode-remote' ? await openGit() : undefined;
  if (git === undefined) return undefined;
  const asked = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', '.'];
  return new Promise((resolve) => {
    const options = {
      cwd: folder.fsPath,
      timeout: PATIENCE_MS,
      maxBuffer: MOST_OUTPUT,
      signal,
      encoding: 'utf8',
    } as const;
    execFile(git.git.path, asked, options, (error, output) => {
      resolve(error === null ? new Set(output.split('\0').filter((path) => path !== '')) : undefined);
    });
  });
}
