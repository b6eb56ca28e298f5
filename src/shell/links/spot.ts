import * as vscode from 'vscode';

/** A place of the workspace that is there. */
export interface Spot {
  readonly kind: 'file' | 'folder' | 'symbol';
  readonly uri: vscode.Uri;
  /** Where in the file. */
  readonly range?: vscode.Range;
}

/** What a tooltip says of it: `src/pager.ts:12` */
export function spotLabel({ uri, range, kind }: Spot): string {
  const path = vscode.workspace.asRelativePath(uri);
  if (kind === 'folder') return `${path}/`;
  return range === undefined ? path : `${path}:${range.start.line + 1}`;
}
