import * as vscode from 'vscode';
import type { RequestContext } from '../core/chat/requestContext.ts';
import type { Chip } from '../protocol/panelState.ts';

/** A piece of the editor that would be sent, as it stood when it was looked at. */
export interface Attachment {
  readonly chip: Chip;
  readonly context: RequestContext;
}

const LARGEST_FILE = 200_000;
const MOST_DIAGNOSTICS = 10;
/** Never offered by themselves: they tend to hold secrets. */
const PRIVATE_FILE = /(?:^|\/)(?:\.env(?:\..*)?|.*\.(?:pem|key|p12|pfx)|id_(?:rsa|ed25519|ecdsa)|\.npmrc|\.netrc)$/i;

/** The selection of the active editor, with the problems reported in it; undefined without one. */
export function selectionAttachment(editor: vscode.TextEditor | undefined): Attachment | undefined {
  if (editor === undefined || editor.selection.isEmpty || !isReadable(editor.document)) return undefined;
  const { document, selection } = editor;
  const text = document.getText(selection);
  if (text.trim() === '') return undefined;
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

/** The whole file of the active editor; undefined for what is no file, holds secrets, or is too large. */
export function fileAttachment(editor: vscode.TextEditor | undefined): Attachment | undefined {
  if (editor === undefined || !isReadable(editor.document)) return undefined;
  const { document } = editor;
  const text = document.getText();
  const path = vscode.workspace.asRelativePath(document.uri);
  if (text.trim() === '' || text.length > LARGEST_FILE || PRIVATE_FILE.test(document.uri.path)) return undefined;
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  return {
    chip: { id: `file ${document.uri}`, kind: 'file', label: baseName(path), detail: path },
    context: { languageId: document.languageId, files: [{ path, text }], ...diagnosticsAt(document, whole) },
  };
}

function isReadable(document: vscode.TextDocument): boolean {
  return !['output', 'log', 'vscode-settings', 'switchyard-route'].includes(document.uri.scheme);
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

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
