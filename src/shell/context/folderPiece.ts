import * as vscode from 'vscode';
import type { ContextFile } from '../../core/chat/requestContext.ts';
import { baseName } from './baseName.ts';
import { folderTree } from './folderTree.ts';
import { gitFiles } from './gitFiles.ts';
import { noteFor } from './noteFor.ts';
import type { Gathered, Piece } from './piece.ts';
import { readTextFile } from './readTextFile.ts';
import { sweepable } from './sweepable.ts';
import { workspaceFiles } from './workspaceFiles.ts';

const MOST_PATHS = 5000;
const MOST_FILES = 200;
const MOST_TREE_LINES = 400;
/** In characters; what is larger is named in the tree only. */
const LARGEST_FILE = 100_000;
const MOST_TEXT = 800_000;

/** A folder: its tree, and its text files within a bound, without what is ignored, excluded or private. */
export function folderPiece(uri: vscode.Uri): Piece {
  const path = relative(uri);
  return {
    chip: { id: `folder ${uri}`, kind: 'folder', label: `${baseName(path)}/`, detail: path },
    gather: (signal) => gather(uri, path, signal),
  };
}

/** `asRelativePath` gives a workspace folder itself as its whole path. */
function relative(uri: vscode.Uri): string {
  const own = vscode.workspace.workspaceFolders?.find((folder) => folder.uri.toString() === uri.toString());
  return own?.name ?? vscode.workspace.asRelativePath(uri);
}

async function gather(uri: vscode.Uri, path: string, signal: AbortSignal): Promise<Gathered> {
  const { t } = vscode.l10n;
  const [found, known] = await Promise.all([workspaceFiles(uri, MOST_PATHS), gitFiles(uri, signal)]);
  const below = (file: vscode.Uri) => file.path.slice(uri.path.replace(/\/+$/, '').length + 1);
  const sorted = found.filter((file) => known === undefined || known.has(below(file))).sort(byDepth);
  // A folder of no workspace was attached by hand: its files must be in it.
  const open = await sweepable(sorted, vscode.workspace.getWorkspaceFolder(uri) === undefined ? [uri] : []);
  if (open.length === 0) return { problem: t('There is no file in {0} that can be sent.', path) };
  const files: ContextFile[] = [];
  let length = 0;
  let left = 0;
  for (const file of open) {
    if (signal.aborted) return { problem: t('Stopped.') };
    if (files.length >= MOST_FILES || length >= MOST_TEXT) {
      left += 1;
      continue;
    }
    const read = await readTextFile(file);
    if ('problem' in read || read.text.length > LARGEST_FILE || length + read.text.length > MOST_TEXT) left += 1;
    else if (read.text.trim() !== '') {
      files.push(read);
      length += read.text.length;
    }
  }
  const tree = folderTree(open.map(below), MOST_TREE_LINES);
  const said = [t('{0}: {1} files', path, files.length)];
  if (left > 0) said.push(t('{0} left out (too large, too many or not text)', left));
  const hidden = sorted.length - open.length;
  if (hidden > 0) said.push(t('{0} left out that may hold secrets', hidden));
  return { context: { notes: [noteFor(`The folder ${path}`, tree)], files }, detail: said.join('; ') };
}

/** What is nearer to the folder is more likely to be what it is about. */
function byDepth(a: vscode.Uri, b: vscode.Uri): number {
  return a.path.split('/').length - b.path.split('/').length || (a.path < b.path ? -1 : 1);
}
