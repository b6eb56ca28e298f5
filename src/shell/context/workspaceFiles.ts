import * as vscode from 'vscode';

/** Files below a folder, or of the whole workspace, without what the user excludes from the explorer and from searches. */
export async function workspaceFiles(folder: vscode.Uri | undefined, most: number): Promise<vscode.Uri[]> {
  const within = folder === undefined ? '**/*' : new vscode.RelativePattern(folder, '**/*');
  return vscode.workspace.findFiles(within, excluded(folder), most);
}

function excluded(folder: vscode.Uri | undefined): string {
  const patterns = ['files', 'search'].flatMap((section) => {
    const found = vscode.workspace.getConfiguration(section, folder).get<Record<string, unknown>>('exclude', {});
    return Object.entries(found).flatMap(([pattern, on]) => (on === true ? [pattern] : []));
  });
  return `{${[...new Set([...patterns, '**/.git', '**/node_modules'])].join(',')}}`;
}
