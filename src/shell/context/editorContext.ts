import * as vscode from 'vscode';
import type { RequestContext } from '../../core/chat/requestContext.ts';
import { isPrivatePath } from '../../core/privacy/privateFile.ts';
import type { Chip } from '../../protocol/panelState.ts';
import { baseName } from './baseName.ts';

/** A piece of the editor that would be sent, as it stood when it was looked at. */
export interface Attachment {
  readonly chip: Chip;
  readonly context: RequestContext;
}

const LARGEST_FILE = 200_000;
const MOST_DIAGNOSTICS = 10;
/** Where a person's own texts are; the editor's settings, logs and reports are not. */
export const READABLE_SCHEMES = new Set(['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-notebook-cell']);

/** Whether a document may be offered by itself: what looks like a secret is only sent when it is asked about. */
export function mayBeOffered(document: vscode.TextDocument): boolean {
  return !isPrivatePath(vscode.workspace.asRelativePath(document.uri, false));
}

/** The selection of the active editor, with the problems reported in it; undefined without one. */
export function selectionAttachment(editor: vscode.TextEditor | undefined): Attachment | undefined {
  if (editor === undefined || editor.selection.isEmpty || !isReadable(editor.document)) return undefined;
  const { document, selection } = editor;
  const text = document.getText(selection);
  if (text.trim() === '' || text.length > LARGEST_FILE) return undefined;
  const path = vscode.workspace.asRelativePath(document.uri);
  const lines = `${selection.start.line + 1}-${selection.end.line + 1}`;
  return {
    chip: {
      id: `selection ${document.uri} ${lines}`,
      kind: 'selection',
      label: `${baseName(path)}:${lines}`,
      detail: `${path}:${lines}`,
    },
    context: {
      languageId: document.languageId,
      selection: text,
      selectionPath: `${path}:${lines}`,
      ...diagnosticsAt(document, selection),
    },
  };
}

/** The whole file of the active editor; undefined for what is no file or is too large. */
export function fileAttachment(editor: vscode.TextEditor | undefined): Attachment | undefined {
  return editor === undefined ? undefined : documentAttachment(editor.document);
}

/** A whole document; undefined for what is no file or is too large. */
export function documentAttachment(document: vscode.TextDocument): Attachment | undefined {
  if (!isReadable(document)) return undefined;
  const text = document.getText();
  const path = vscode.workspace.asRelativePath(document.uri);
  if (text.trim() === '' || text.length > LARGEST_FILE) return undefined;
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  return {
    chip: { id: `file ${document.uri}`, kind: 'file', label: baseName(path), detail: path },
    context: { languageId: document.languageId, files: [{ path, text }], ...diagnosticsAt(document, whole) },
  };
}

function isReadable(document: vscode.TextDocument): boolean {
  return READABLE_SCHEMES.has(document.uri.scheme);
}

function diagnosticsAt(document: vscode.TextDocument, range: vscode.Range): Pick<RequestContext, 'diagnostics'> {
  const found = vscode.languages
    .getDiagnostics(document.uri)
    .filter((d) => d.severity <= vscode.DiagnosticSeverity.Warning && d.range.intersection(range) !== undefined)
    .sort((a, b) => a.severity - b.severity)
    .slice(0, MOST_DIAGNOSTICS)
    .map((d) => `line ${d.range.start.line + 1}: ${d.message}${d.source === undefined ? '' : ` (${d.source})`}`);
  return found.length === 0 ? {} : { diagnostics: found };
}
