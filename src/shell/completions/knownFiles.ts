import * as vscode from 'vscode';
import { workspaceFiles } from '../context/workspaceFiles.ts';

const MOST_FILES = 20_000;
const FRESH_MS = 30_000;

/** A file or folder of the workspace by its path as people see it. */
export interface KnownPath {
  readonly uri: vscode.Uri;
  readonly path: string;
}

/** The workspace's files and the folders they are in, looked up once and kept a little while. */
export class KnownFiles implements vscode.Disposable {
  readonly #subscriptions: vscode.Disposable[];
  #found: { readonly at: number; readonly paths: Promise<{ files: KnownPath[]; folders: KnownPath[] }> } | undefined;

  constructor() {
    const forget = () => {
      this.#found = undefined;
    };
    this.#subscriptions = [
      vscode.workspace.onDidCreateFiles(forget),
      vscode.workspace.onDidDeleteFiles(forget),
      vscode.workspace.onDidRenameFiles(forget),
      vscode.workspace.onDidChangeWorkspaceFolders(forget),
    ];
  }

  all(): Promise<{ files: KnownPath[]; folders: KnownPath[] }> {
    if (this.#found === undefined || Date.now() - this.#found.at > FRESH_MS) {
      this.#found = { at: Date.now(), paths: find() };
    }
    return this.#found.paths;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

async function find(): Promise<{ files: KnownPath[]; folders: KnownPath[] }> {
  const uris = await workspaceFiles(undefined, MOST_FILES);
  const files = uris.map((uri) => ({ uri, path: vscode.workspace.asRelativePath(uri) }));
  const folders = new Map<string, KnownPath>();
  for (const { uri, path } of files) {
    let folder = uri;
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      folder = vscode.Uri.joinPath(folder, '..');
      const name = path.slice(0, at);
      if (folders.has(name)) break;
      folders.set(name, { uri: folder, path: name });
    }
  }
  return { files, folders: [...folders.values()] };
}
