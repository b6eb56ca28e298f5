import { argumentPath } from './argumentPath.ts';
import type { WirePartialArg } from './wire.ts';

type Tree = { [segment: string | number]: unknown };

/** Elements that a list may skip: what is empty is never streamed. */
const LARGEST_GAP = 100;

/** Puts the streamed pieces of a call's arguments together, each where its path says. */
export class StreamedArguments {
  readonly root: Record<string, unknown> = emptyObject();

  /** Pieces of a string go on from each other; what leads nowhere or holds nothing is left out. */
  push(arg: WirePartialArg): void {
    const path = arg.jsonPath == null ? undefined : argumentPath(arg.jsonPath);
    const value = pieceOf(arg);
    if (path === undefined || value === undefined) return;
    const parent = this.#parentOf(path);
    const last = path.at(-1) ?? '';
    if (parent === undefined || !fits(parent, last)) return;
    const before = parent[last];
    parent[last] = typeof value === 'string' && typeof before === 'string' ? before + value : value;
  }

  /** The object or list that holds the last segment, made where it is missing. */
  #parentOf(path: readonly (string | number)[]): Tree | undefined {
    let tree: Tree = this.root;
    for (const [at, segment] of path.slice(0, -1).entries()) {
      if (!fits(tree, segment)) return undefined;
      tree[segment] ??= typeof path[at + 1] === 'number' ? [] : emptyObject();
      const next = tree[segment];
      if (typeof next !== 'object' || next === null) return undefined;
      tree = next as Tree;
    }
    return tree;
  }
}

function fits(tree: Tree, segment: string | number): boolean {
  if (!Array.isArray(tree)) return typeof segment === 'string';
  return typeof segment === 'number' && segment <= tree.length + LARGEST_GAP;
}

function pieceOf({ stringValue, numberValue, boolValue, nullValue }: WirePartialArg): unknown {
  return stringValue ?? numberValue ?? boolValue ?? (nullValue === undefined ? undefined : null);
}

/** Without a prototype, so that a member may have any name. */
function emptyObject(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}
