import * as vscode from 'vscode';
import { changesPiece } from './changesPiece.ts';
import { READABLE_SCHEMES } from './editorContext.ts';
import { editorsPiece, openFiles } from './editorsPiece.ts';
import { filePiece } from './filePiece.ts';
import { folderPiece } from './folderPiece.ts';
import { linkPiece } from './linkPiece.ts';
import type { Piece } from './piece.ts';
import { problemsPiece } from './problemsPiece.ts';
import { selectionPiece } from './selectionPiece.ts';
import { symbolPiece } from './symbolPiece.ts';
import { terminalPiece } from './terminalPiece.ts';
import type { TerminalWatcher } from './terminalWatcher.ts';

/** The piece that a completion stands for by its id; undefined for what is none. */
export function pieceOf(id: string, terminal: TerminalWatcher): Piece | undefined {
  const space = id.indexOf(' ');
  const kind = space === -1 ? id : id.slice(0, space);
  const rest = space === -1 ? '' : id.slice(space + 1);
  switch (kind) {
    case 'selection':
      return selectionPiece();
    case 'editors':
      return editorsPiece();
    case 'problems':
      return problemsPiece();
    case 'changes':
      return changesPiece();
    case 'terminal':
      return terminalPiece(terminal.last);
    case 'link':
      return linkPiece(rest);
    case 'file':
      return whereReadable(rest, filePiece);
    case 'folder':
      return whereReadable(rest, folderPiece);
    case 'symbol': {
      const [, line = '', address = '', name = ''] = /^(\d+) (\S+) (.+)$/.exec(rest) ?? [];
      return whereReadable(address, (uri) => symbolPiece({ uri, name, line: Number(line) }));
    }
    default:
      return undefined;
  }
}

function whereReadable(address: string, make: (uri: vscode.Uri) => Piece): Piece | undefined {
  try {
    const uri = vscode.Uri.parse(address, true);
    return READABLE_SCHEMES.has(uri.scheme) && isAtHand(uri) ? make(uri) : undefined;
  } catch {
    return undefined;
  }
}

/** In the workspace, or open. */
function isAtHand(uri: vscode.Uri): boolean {
  if (vscode.workspace.getWorkspaceFolder(uri) !== undefined) return !/(?:^|\/)\.\.(?:\/|$)/.test(uri.path);
  const isIt = (other: vscode.Uri) => other.toString() === uri.toString();
  return openFiles().some(isIt) || vscode.workspace.textDocuments.some((document) => isIt(document.uri));
}
