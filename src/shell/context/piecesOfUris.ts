import * as vscode from 'vscode';
import { READABLE_SCHEMES } from './editorContext.ts';
import { filePiece } from './filePiece.ts';
import { folderPiece } from './folderPiece.ts';
import { imageFilePiece, imageType } from './imagePiece.ts';
import type { Piece } from './piece.ts';

/** The pieces behind addresses of files and folders, pictures as pictures; what cannot be read is counted. */
export async function piecesOfUris(uris: readonly vscode.Uri[]): Promise<{ pieces: Piece[]; unreadable: number }> {
  const found = await Promise.all(uris.map(pieceAt));
  const pieces = found.filter((piece) => piece !== undefined);
  return { pieces, unreadable: found.length - pieces.length };
}

/** The addresses that are some; a page on the web is no file. */
export function parseUris(addresses: readonly string[]): vscode.Uri[] {
  return addresses.flatMap((address) => {
    try {
      return [vscode.Uri.parse(address, true)];
    } catch {
      return [];
    }
  });
}

async function pieceAt(uri: vscode.Uri): Promise<Piece | undefined> {
  if (!READABLE_SCHEMES.has(uri.scheme)) return undefined;
  if (uri.scheme === 'untitled') return filePiece(uri);
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    if (type & vscode.FileType.Directory) return folderPiece(uri);
    const picture = imageType(uri.path);
    return picture === undefined ? filePiece(uri) : await imageFilePiece(uri, picture);
  } catch {
    return undefined;
  }
}
