import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import * as vscode from 'vscode';
import { insideWorkspace } from './insideWorkspace.ts';
import type { ProposedChange } from './proposedChange.ts';
import { rebaseText } from './rebaseText.ts';

/** A proposed change that may be reviewed: its document can be read and written. */
export interface ReviewedFile {
  readonly uri: vscode.Uri;
  readonly isNew: boolean;
  /** What the proposed text was made from. */
  readonly base: string;
  /** The proposed text with the document's own line ends. */
  readonly text: string;
  readonly named: boolean;
}

/** Texts longer than this are edited by hand: comparing them would hold the editor up. */
const LARGEST = 5_000_000;

/** The change as it can be reviewed, or a sentence that says why it cannot. */
export async function reviewedFile(change: ProposedChange): Promise<ReviewedFile | string> {
  const { uri, named = false } = change;
  const name = vscode.workspace.asRelativePath(uri);
  const { t } = vscode.l10n;
  if (named && !(await insideWorkspace(uri))) return t('{0} is outside the folders of this workspace.', name);
  if (uri.scheme === 'vscode-notebook-cell' || /\.ipynb$/i.test(uri.path))
    return t('{0} is a notebook: copy the code into its cells instead.', name);
  if (change.text.length > LARGEST) return t('{0} is too large to be compared.', name);
  const isNew = !(await exists(uri));
  if (isNew) {
    if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return t('{0} cannot be written.', name);
    return { uri, named, isNew, base: '', text: change.text };
  }
  if (!(await isWritable(uri))) return t('{0} is read-only.', name);
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    const current = document.getText();
    if (current.length > LARGEST) return t('{0} is too large to be compared.', name);
    const text = withLineEnds(change.text, document.eol);
    const base = withLineEnds(change.base ?? current, document.eol);
    // What was typed while a model thought stays.
    const placed = rebaseText(base, text, current);
    return placed.ok ? { uri, named, isNew, base: current, text: placed.text } : { uri, named, isNew, base, text };
  } catch {
    return t('{0} cannot be opened as text.', name);
  }
}

/** The text with a document's line ends. */
export function withLineEnds(text: string, eol: vscode.EndOfLine): string {
  return text.replace(/\r\n|\r|\n/g, eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n');
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  if (vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString())) return true;
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

async function isWritable(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === 'untitled') return true;
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return false;
  if (uri.scheme === 'file') {
    return access(uri.fsPath, constants.W_OK).then(
      () => true,
      // Open, but deleted on disk: saving makes it again.
      (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
    );
  }
  const stat = await vscode.workspace.fs.stat(uri).then(undefined, () => undefined);
  return ((stat?.permissions ?? 0) & vscode.FilePermission.Readonly) === 0;
}
