/** A workspace as chats remember it: its folders, and its name for people. */
export interface Workspace {
  /** The folders' addresses, sorted, one in a line. */
  readonly key: string;
  readonly name: string;
}

/** The workspace of these folders; null where no folder is open. */
export function workspaceOf(folders: readonly { readonly uri: string; readonly name: string }[]): Workspace | null {
  if (folders.length === 0) return null;
  const sorted = [...folders].sort((a, b) => (a.uri < b.uri ? -1 : 1));
  return { key: sorted.map(({ uri }) => uri).join('\n'), name: folders.map(({ name }) => name).join(', ') };
}

/**
 * Tells whether a chat's workspace counts as the current one: they share a folder, or a folder of the same name is no
 * longer where it was, so that it has probably been moved here.
 */
export class WorkspaceFamily {
  readonly #current: () => Workspace | null;
  readonly #exists: (uri: string) => Promise<boolean>;
  /** Folders of the same name elsewhere, and whether they are still there. */
  readonly #elsewhere = new Map<string, Promise<boolean>>();

  constructor(current: () => Workspace | null, exists: (uri: string) => Promise<boolean>) {
    this.#current = current;
    this.#exists = exists;
  }

  /** A workspace by its key; null is a chat without one. */
  async has(key: string | null): Promise<boolean> {
    const current = this.#current();
    if (key === null || current === null) return key === null && current === null;
    const [mine, theirs] = [foldersOf(current.key), foldersOf(key)];
    if (theirs.some((uri) => mine.includes(uri))) return true;
    const names = mine.map(nameOf);
    for (const uri of theirs) if (names.includes(nameOf(uri)) && !(await this.#isThere(uri))) return true;
    return false;
  }

  #isThere(uri: string): Promise<boolean> {
    const asked = this.#elsewhere.get(uri) ?? this.#exists(uri);
    this.#elsewhere.set(uri, asked);
    return asked;
  }
}

function foldersOf(key: string): string[] {
  return key.split('\n');
}

function nameOf(uri: string): string {
  return uri.replace(/\/+$/, '').split('/').at(-1) ?? '';
}
