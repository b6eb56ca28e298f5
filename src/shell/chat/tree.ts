import type { Turn } from './turns.ts';

/**
 * A chat's turns, parents before their children, and the last one that is shown. The functions here leave what they are
 * given as it is.
 */
export interface Tree {
  readonly turns: readonly Turn[];
  readonly head: string | null;
}

/** The turns from the beginning of the chat to this one. */
export function pathTo({ turns }: Pick<Tree, 'turns'>, id: string | null): Turn[] {
  const byId = new Map(turns.map((turn) => [turn.id, turn]));
  const path: Turn[] = [];
  for (let turn = find(byId, id); turn !== undefined; turn = find(byId, turn.parent)) path.push(turn);
  return path.reverse();
}

/** The conversation as it is shown. */
export function pathOf(tree: Tree): Turn[] {
  return pathTo(tree, tree.head);
}

/** The turns that stand for the same place of the conversation, this one among them, oldest first. */
export function siblingsOf({ turns }: Pick<Tree, 'turns'>, { parent, role }: Turn): Turn[] {
  return turns.filter((turn) => turn.parent === parent && turn.role === role);
}

/** The tree with one turn more, which is shown. */
export function withTurn<T extends Turn>({ turns }: Tree, turn: T): { turns: Turn[]; head: string } {
  return { turns: [...turns, turn], head: turn.id };
}

/** The tree with the newest conversation through this turn in sight. */
export function showing(tree: Tree, id: string): { turns: Turn[]; head: string | null } {
  return { turns: [...tree.turns], head: newestLeaf(tree, id) ?? tree.head };
}

/** The end of the newest conversation through this turn, or through any where none is given. */
export function newestLeaf({ turns }: Pick<Tree, 'turns'>, id: string | null): string | null {
  if (id === null) return turns.at(-1)?.id ?? null;
  const below = subtree(turns, id);
  return turns.findLast((turn) => below.has(turn.id))?.id ?? null;
}

/**
 * The tree without this turn: a question goes with everything that follows it; what follows an answer goes on from the
 * newest other version of it, else from its question. If what was shown is gone, the newest other version of it is
 * shown, else what was before it.
 */
export function without({ turns, head }: Tree, id: string): { turns: Turn[]; head: string | null } {
  const gone = turns.find((turn) => turn.id === id);
  if (gone === undefined) return { turns: [...turns], head };
  const removed = gone.role === 'user' ? subtree(turns, id) : new Set([id]);
  const left = turns.filter((turn) => !removed.has(turn.id));
  const instead = siblingsOf({ turns: left }, gone).at(-1)?.id ?? gone.parent;
  const kept = parentsFirst(left.map((turn) => (turn.parent === id ? { ...turn, parent: instead } : turn)));
  return { turns: kept, head: head !== null && removed.has(head) ? newestLeaf({ turns: kept }, instead) : head };
}

/** Whether every parent stands before its children, and no id twice. */
export function isTree(turns: readonly Turn[]): boolean {
  const seen = new Set<string>();
  for (const { id, parent } of turns) {
    if (seen.has(id) || (parent !== null && !seen.has(parent))) return false;
    seen.add(id);
  }
  return true;
}

function find(byId: ReadonlyMap<string, Turn>, id: string | null): Turn | undefined {
  return id === null ? undefined : byId.get(id);
}

/** What follows an answer now may be older than that answer. */
function parentsFirst(turns: readonly Turn[]): Turn[] {
  const placed = new Set<string | null>([null]);
  const ordered: Turn[] = [];
  let waiting = turns;
  while (waiting.length > 0) {
    const next: Turn[] = [];
    for (const turn of waiting) {
      if (!placed.has(turn.parent)) next.push(turn);
      else {
        placed.add(turn.id);
        ordered.push(turn);
      }
    }
    if (next.length === waiting.length) throw new Error('a turn without its parent');
    waiting = next;
  }
  return ordered;
}

function subtree(turns: readonly Turn[], id: string): Set<string> {
  const found = new Set([id]);
  for (const turn of turns) if (turn.parent !== null && found.has(turn.parent)) found.add(turn.id);
  return found;
}
