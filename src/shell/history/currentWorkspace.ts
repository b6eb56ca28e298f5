import * as vscode from 'vscode';
import { type Workspace, workspaceOf } from './workspaceFamily.ts';

/** The folders that are open in this window, also remote and virtual ones. */
export function currentWorkspace(): Workspace | null {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return workspaceOf(folders.map(({ uri, name }) => ({ uri: uri.toString(), name })));
}

/** The folders' addresses, one in a line; '' where no folder is open. */
export function workspaceKey(): string {
  return currentWorkspace()?.key ?? '';
}

/** Whether there is a folder at this address, as far as this window can tell. */
export async function folderExists(uri: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.parse(uri, true));
    return true;
  } catch (error) {
    // A file system that is not there says nothing of its folders.
    return !(error instanceof vscode.FileSystemError && error.code === 'FileNotFound');
  }
}
