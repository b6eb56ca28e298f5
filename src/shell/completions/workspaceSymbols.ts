import * as vscode from 'vscode';
import type { Completion } from '../../protocol/messages/contextMessages.ts';
import { READABLE_SCHEMES } from '../context/editorContext.ts';

const MOST_SYMBOLS = 15;
const CODE = new Set([
  vscode.SymbolKind.Class,
  vscode.SymbolKind.Interface,
  vscode.SymbolKind.Function,
  vscode.SymbolKind.Method,
  vscode.SymbolKind.Constructor,
  vscode.SymbolKind.Enum,
  vscode.SymbolKind.Struct,
  vscode.SymbolKind.Module,
  vscode.SymbolKind.Namespace,
  vscode.SymbolKind.Constant,
  vscode.SymbolKind.Variable,
  vscode.SymbolKind.TypeParameter,
  vscode.SymbolKind.Object,
]);

/** Symbols of the workspace whose names fit, as far as the editor's language extensions know any. */
export async function workspaceSymbols(query: string): Promise<Completion[]> {
  const found = await vscode.commands
    .executeCommand<vscode.SymbolInformation[] | undefined>('vscode.executeWorkspaceSymbolProvider', query)
    .then(
      (symbols) => symbols ?? [],
      () => [],
    );
  return found
    .filter(({ kind, location }) => CODE.has(kind) && READABLE_SCHEMES.has(location.uri.scheme))
    .filter(({ location }) => vscode.workspace.getWorkspaceFolder(location.uri) !== undefined)
    .slice(0, MOST_SYMBOLS)
    .map(({ name, location: { uri, range } }) => ({
      id: `symbol ${range.start.line} ${uri} ${name}`,
      label: name,
      detail: `${vscode.workspace.asRelativePath(uri)}:${range.start.line + 1}`,
      icon: 'symbol' as const,
    }));
}
