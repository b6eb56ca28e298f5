import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isTree,
  newestLeaf,
  pathOf,
  pathTo,
  showing,
  siblingsOf,
  type Tree,
  without,
  withTurn,
} from '../../../src/shell/chat/tree.ts';
import type { Turn } from '../../../src/shell/chat/turns.ts';
import { answerTurn, userTurn } from './aConversation.ts';

const ids = (turns: readonly Turn[]) => turns.map(({ id }) => id).join(' ');
const turn = (id: string, parent: string | null) =>
  id.startsWith('q') ? userTurn(id, parent) : answerTurn(id, parent ?? '', id);

/** `parent>id` pairs, in the order in which they were written; the last one is shown. */
function grown(...pairs: string[]): { turns: Turn[]; head: string | null } {
  return pairs.reduce<{ turns: Turn[]; head: string | null }>(
    (tree, pair) => {
      const [parent = '', id = ''] = pair.split('>');
      return withTurn(tree, turn(id, parent === '' ? null : parent));
    },
    { turns: [], head: null },
  );
}

describe('a tree of turns', () => {
  const edited = grown('>q1', 'q1>a1', 'a1>q2', 'q2>a2', 'a1>q3', 'q3>a3', 'q3>a4');

  test('shows the path to its head', () => {
    expect(ids(pathOf(edited))).toBe('q1 a1 q3 a4');
    expect(ids(pathTo(edited, 'a2'))).toBe('q1 a1 q2 a2');
    expect(pathOf({ turns: [], head: null })).toEqual([]);
  });

  test('knows the versions of a question and of an answer', () => {
    expect(ids(siblingsOf(edited, turn('q3', 'a1')))).toBe('q2 q3');
    expect(ids(siblingsOf(edited, turn('a4', 'q3')))).toBe('a3 a4');
  });

  test('shows the newest conversation through another version', () => {
    const older = grown('>q1', 'q1>a1', 'a1>q2', 'q1>a2');
    expect(ids(pathOf(showing(older, 'a1')))).toBe('q1 a1 q2');
    expect(showing(older, 'unknown').head).toBe('a2');
    expect(newestLeaf(older, null)).toBe('a2');
  });

  test('loses a question with all that follows it, and shows its other version', () => {
    const left = without(edited, 'q3');
    expect(ids(left.turns)).toBe('q1 a1 q2 a2');
    expect(left.head).toBe('a2');
    expect(without(left, 'q2')).toMatchObject({ head: 'a1' });
    expect(without(left, 'q1')).toEqual({ turns: [], head: null });
  });

  test('loses an answer alone: what follows it follows its question', () => {
    const left = without(edited, 'a1');
    expect(ids(pathOf(left))).toBe('q1 q3 a4');
    expect(ids(pathOf(showing(left, 'q2')))).toBe('q1 q2 a2');
    const regenerated = grown('>q1', 'q1>a1', 'a1>q2', 'q1>a2');
    expect(ids(pathOf(showing(without(regenerated, 'a1'), 'q2')))).toBe('q1 a2 q2');
    expect(without(regenerated, 'a2').head).toBe('q2');
    expect(without(edited, 'a4').head).toBe('a3');
    expect(without(without(edited, 'a4'), 'a3').head).toBe('q3');
  });

  test('stays as it is where something unknown is to be lost', () => {
    expect(without(edited, 'unknown')).toEqual(edited);
  });
});

type Step = { readonly act: 'ask' | 'edit' | 'regenerate' | 'switch' | 'delete' | 'undo'; readonly pick: number };
const steps = fc.array(
  fc.record<Step>({
    act: fc.constantFrom('ask', 'edit', 'regenerate', 'switch', 'delete', 'undo'),
    pick: fc.nat(),
  }),
  { maxLength: 60 },
);

/** What a reader does, at random: the tree after each step, with what was there before a deletion. */
function* lived(acts: readonly Step[]): Generator<{ tree: Tree; step: Step; before: Tree }> {
  let tree: Tree = { turns: [], head: null };
  let undo: Tree | undefined;
  let count = 0;
  for (const step of acts) {
    const before = tree;
    const path = pathOf(tree);
    const picked = path[step.pick % Math.max(1, path.length)];
    const parentOf = (role: Turn['role']) => path.findLast((one) => one.role === role)?.id;
    const [question, answer] = [`q${++count}`, `a${count}`];
    if (step.act === 'ask') tree = withTurn(withTurn(tree, turn(question, tree.head)), turn(answer, question));
    if (step.act === 'edit' && picked?.role === 'user') {
      tree = withTurn(withTurn(tree, turn(question, picked.parent)), turn(answer, question));
    }
    const last = parentOf('user');
    if (step.act === 'regenerate' && last !== undefined) tree = withTurn(tree, turn(answer, last));
    if (step.act === 'switch' && picked !== undefined) {
      const siblings = siblingsOf(tree, picked);
      tree = showing(tree, siblings[step.pick % siblings.length]?.id ?? '');
    }
    if (step.act === 'delete' && picked !== undefined) tree = without(tree, picked.id);
    if (step.act === 'undo' && undo !== undefined) tree = undo;
    undo = step.act === 'delete' ? before : undefined;
    yield { tree, step, before };
  }
}

describe('whatever a reader does', () => {
  test('no turn is ever lost but by deleting it, and undoing brings back exactly what was there', () => {
    fc.assert(
      fc.property(steps, (acts) => {
        let kept: Tree | undefined;
        for (const { tree, step, before } of lived(acts)) {
          const has = new Set(tree.turns.map(({ id }) => id));
          if (step.act === 'undo' && kept !== undefined) expect(tree).toBe(kept);
          if (step.act !== 'delete') for (const { id } of before.turns) expect(has.has(id)).toBe(true);
          kept = step.act === 'delete' ? before : undefined;
        }
      }),
    );
  });

  test('it stays a tree, its head is a leaf of it, and every turn can be reached by going from version to version', () => {
    fc.assert(
      fc.property(steps, (acts) => {
        for (const { tree } of lived(acts)) {
          expect(isTree(tree.turns)).toBe(true);
          expect(tree.head === null).toBe(tree.turns.length === 0);
          expect(tree.turns.some(({ parent }) => parent === tree.head && parent !== null)).toBe(false);
          expect([...reached(tree)].sort()).toEqual(tree.turns.map(({ id }) => id).sort());
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** Every turn that a reader can get to by going from one version of a shown message to another. */
function reached(tree: Tree): Set<string> {
  const seen = new Set<string>();
  const heads = [tree.head];
  for (let shown = heads.pop(); shown !== undefined && shown !== null; shown = heads.pop()) {
    for (const one of pathTo(tree, shown)) {
      if (seen.has(one.id)) continue;
      seen.add(one.id);
      for (const { id } of siblingsOf(tree, one)) heads.push(showing(tree, id).head);
    }
  }
  return seen;
}
