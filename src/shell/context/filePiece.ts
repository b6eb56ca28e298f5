import * as vscode from 'vscode';
import { baseName } from './baseName.ts';
import type { Piece } from './piece.ts';
import { readTextFile } from './readTextFile.ts';

/** A whole file, attached by hand: also one that tends to hold secrets. */
export function filePiece(uri: vscode.Uri): Piece {
  const path = vscode.workspace.asRelativePath(uri);
  return {
    chip: { id: `file ${uri}`, kind: 'file', label: baseName(path), detail: path },
    gather: async () => {
      const file = await readTextFile(uri);
      if ('problem' in file) return file;
      if (file.text.trim() === '') return { problem: vscode.l10n.t('{0} is empty.', path) };
      return { context: { files: [file] } };
    },
  };
}
