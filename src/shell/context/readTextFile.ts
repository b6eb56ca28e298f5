import * as vscode from 'vscode';
import type { ContextFile } from '../../core/chat/requestContext.ts';
import { disguisedLink } from './disguisedLink.ts';
import { fenceLanguage } from './fenceLanguage.ts';

/** In bytes on disk; the editor itself grows slow with larger ones. */
const LARGEST_FILE = 2_000_000;

/** A file's text as the editor has it, unsaved changes included, else as it is on disk; or why it cannot be sent. */
export async function readTextFile(uri: vscode.Uri): Promise<ContextFile | { readonly problem: string }> {
  const { t } = vscode.l10n;
  const path = vscode.workspace.asRelativePath(uri);
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return { path, text: open.getText(), languageId: open.languageId };
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if (type & vscode.FileType.Directory) return { problem: t('{0} is a folder.', path) };
    // A pipe or a device may never end.
    if ((type & vscode.FileType.File) === 0) return { problem: t('{0} is not a text file.', path) };
    if (size > LARGEST_FILE) return { problem: t('{0} is larger than {1} MB.', path, LARGEST_FILE / 1_000_000) };
    const leadsTo = await disguisedLink(uri);
    if (leadsTo !== undefined) return { problem: t('{0} is a link to {1}, which may hold secrets.', path, leadsTo) };
    const bytes = await vscode.workspace.fs.readFile(uri);
    if (bytes.includes(0)) return { problem: t('{0} is not a text file.', path) };
    return { path, text: new TextDecoder().decode(bytes), languageId: fenceLanguage(path) };
  } catch {
    return { problem: t('{0} cannot be read any more.', path) };
  }
}
