import * as vscode from 'vscode';

/** Where proposed texts live while they are reviewed. */
export const PROPOSAL_SCHEME = 'switchyard-proposal';
/** Texts that are only looked at: what is merged or compared by hand. */
const TEXT_SCHEME = 'switchyard-text';

interface Kept {
  bytes: Uint8Array;
  mtime: number;
}

/**
 * Proposed texts as files in memory, so that the reader may edit the right side of a review before applying it. A review's
 * files go with it, and the editor is told, so that none is offered again among the recent ones.
 */
export class ProposalFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #files = new Map<string, Kept>();
  #shown = 0;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  // Before the registration, which reads it.
  readonly onDidChangeFile = this.#changed.event;
  readonly #subscriptions = [
    vscode.workspace.registerFileSystemProvider(PROPOSAL_SCHEME, this, { isCaseSensitive: true }),
    vscode.workspace.registerFileSystemProvider(TEXT_SCHEME, this, { isCaseSensitive: true, isReadonly: true }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === TEXT_SCHEME && this.has(uri)) this.remove([uri]);
    }),
    this.#changed,
  ];

  /** Keeps a text beside a real document; the name stays, so that its language and icon do too. */
  put(of: vscode.Uri, part: string, text: string, scheme = PROPOSAL_SCHEME): vscode.Uri {
    // Below its folder, so that the path above the editor is as short as the document's own.
    const below = vscode.workspace.asRelativePath(of);
    const path = below.startsWith('/') ? below : `/${below.replaceAll('\\', '/')}`;
    const uri = vscode.Uri.from({ scheme, path, query: part });
    const before = this.#files.get(uri.toString());
    // The editor reads a file again only when it is newer.
    const mtime = Math.max(Date.now(), (before?.mtime ?? 0) + 1);
    this.#files.set(uri.toString(), { bytes: new TextEncoder().encode(text), mtime });
    const type = before === undefined ? vscode.FileChangeType.Created : vscode.FileChangeType.Changed;
    this.#changed.fire([{ type, uri }]);
    return uri;
  }

  /** Keeps a text to be looked at, until its editor is closed. */
  show(of: vscode.Uri, part: string, text: string): vscode.Uri {
    return this.put(of, `${part}-${++this.#shown}`, text, TEXT_SCHEME);
  }

  has(uri: vscode.Uri): boolean {
    return this.#files.has(uri.toString());
  }

  text(uri: vscode.Uri): string {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.#find(uri).bytes);
  }

  remove(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) this.#files.delete(uri.toString());
    this.#changed.fire(uris.map((uri) => ({ type: vscode.FileChangeType.Deleted, uri })));
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { bytes, mtime } = this.#find(uri);
    return { type: vscode.FileType.File, ctime: mtime, mtime, size: bytes.length };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.#find(uri).bytes;
  }

  /** The editor saves what the reader changed; it never makes a file here. */
  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    const file = this.#find(uri);
    file.bytes = bytes;
    file.mtime = Math.max(Date.now(), file.mtime + 1);
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #find(uri: vscode.Uri): Kept {
    const file = this.#files.get(uri.toString());
    if (file === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return file;
  }
}

let files: ProposalFiles | undefined;

/** The window's proposed texts; there is one provider of their scheme, registered when the first is made. */
export function proposalFiles(): ProposalFiles {
  files ??= new ProposalFiles();
  return files;
}
