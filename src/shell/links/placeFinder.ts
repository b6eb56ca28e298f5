import * as vscode from 'vscode';
import { type Place, parsePlace } from '../../protocol/place.ts';
import { findFiles } from './findFiles.ts';
import { findSymbols } from './findSymbols.ts';
import type { Spot } from './spot.ts';

/** How long a finding is believed. */
const BELIEVED_MS = 30_000;
const MOST_KEPT = 2000;

type SymbolPlace = Extract<Place, { kind: 'symbol' }>;

/** Finds what answers name in the workspace, and remembers it for a while. Never looks outside the workspace's folders. */
export class PlaceFinder {
  readonly #kept = new Map<string, { readonly at: number; readonly spots: readonly Spot[] }>();

  /** The places of each name that is there; `attached` are the files of the chat, by their relative paths. */
  async find(names: readonly string[], attached: ReadonlySet<string>): Promise<Map<string, readonly Spot[]>> {
    const unknown = names.filter((name) => Date.now() - (this.#kept.get(name)?.at ?? 0) > BELIEVED_MS);
    const paths = new Map<string, string>();
    const symbols = new Map<string, SymbolPlace>();
    for (const name of unknown) {
      const place = parsePlace(name);
      if (place?.kind === 'path') paths.set(name, place.path);
      // `package.json` is a file, `Pager.next` has the look of one: what no file is may be a symbol.
      const symbol = place?.kind === 'symbol' ? place : symbolOf(name);
      if (symbol !== null) symbols.set(name, symbol);
    }
    const files = await findFiles([...new Set(paths.values())]);
    for (const [name, path] of paths) if (files.has(path)) symbols.delete(name);
    const inFiles = symbols.size === 0 ? new Map<string, Spot[]>() : await findSymbols(symbols, attachedUris(attached));
    for (const name of unknown) {
      const path = paths.get(name);
      const spots = (path === undefined ? undefined : files.get(path)) ?? inFiles.get(name) ?? [];
      this.#keep(
        name,
        spots.map((spot) => (spot.kind === 'file' ? atPosition(spot, name) : spot)),
      );
    }
    return new Map(names.map((name) => [name, this.#kept.get(name)?.spots ?? []]));
  }

  #keep(name: string, spots: readonly Spot[]): void {
    this.#kept.delete(name);
    this.#kept.set(name, { at: Date.now(), spots });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}

function symbolOf(name: string): SymbolPlace | null {
  const place = /^[\w$]+(?:\.[\w$]+)+$/.test(name) ? parsePlace(`${name}()`) : null;
  return place?.kind === 'symbol' ? place : null;
}

function atPosition(spot: Spot, name: string): Spot {
  const place = parsePlace(name);
  if (place?.kind !== 'path' || place.line === undefined) return spot;
  const start = new vscode.Position(Math.max(0, place.line - 1), Math.max(0, (place.column ?? 1) - 1));
  const end =
    place.endLine === undefined ? start : new vscode.Position(Math.max(start.line, place.endLine - 1), 10_000);
  return { ...spot, range: new vscode.Range(start, end) };
}

/** Among several folders a relative path begins with the name of its own. */
function attachedUris(attached: ReadonlySet<string>): vscode.Uri[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [...attached].flatMap((path) => {
    const [only] = folders;
    if (folders.length === 1 && only !== undefined) return [vscode.Uri.joinPath(only.uri, path)];
    const folder = folders.find(({ name }) => path.startsWith(`${name}/`));
    return folder === undefined ? [] : [vscode.Uri.joinPath(folder.uri, path.slice(folder.name.length))];
  });
}
