import type { TokenRule } from './tokenRule.ts';

type Style = Pick<TokenRule, 'foreground' | 'fontStyle'>;

/** A rule where it stands in the tree; its parents from the innermost outwards. */
type Placed = Style & { readonly depth: number; readonly parents: readonly string[] };

/**
 * Finds the look of code by its scopes as the editor does (`vscode-textmate`, `theme.ts`): the rule with the longest scope
 * wins, then the one that asks for the closest parents, then the last one; what it leaves open comes from shorter scopes.
 */
export class ScopeStyles {
  readonly #root = new Node({ depth: 0, parents: [] }, []);

  constructor(rules: readonly TokenRule[]) {
    const flat = rules.flatMap((rule) => rule.scopes.map((scope) => placed(scope, rule)));
    // A shorter scope comes first, so that the longer ones inherit from it; sorting is stable.
    flat.sort((a, b) => compare(a.scope, b.scope) || compareAll(a.rule.parents, b.rule.parents));
    for (const { scope, rule } of flat) if (scope !== '') this.#root.insert(scope.split('.'), rule);
  }

  /** The look of the innermost of these scopes, which stand outermost first, separated by blanks. */
  of(stack: string): Style {
    const scopes = stack.split(' ');
    return scopes.reduce<Style>((around, scope, index) => {
      const outside = scopes.slice(0, index).reverse();
      const rule = this.#root.match(scope.split('.')).find(({ parents }) => standsIn(outside, parents));
      return rule === undefined ? around : over(around, rule);
    }, {});
  }
}

/** All rules for one scope; a scope without rules of its own has no node. */
class Node {
  readonly #children = new Map<string, Node>();
  #plain: Placed;
  #inParents: Placed[];

  constructor(plain: Placed, inParents: readonly Placed[]) {
    this.#plain = plain;
    this.#inParents = [...inParents];
  }

  insert([head, ...tail]: readonly string[], rule: Placed): void {
    if (head === undefined) {
      this.#insertHere(rule);
      return;
    }
    const child = this.#children.get(head) ?? new Node(this.#plain, this.#inParents);
    this.#children.set(head, child);
    child.insert(tail, rule);
  }

  /** The rules for a scope, the one that says most of it first. */
  match([head, ...tail]: readonly string[]): readonly Placed[] {
    const child = head === undefined ? undefined : this.#children.get(head);
    return child?.match(tail) ?? [...this.#inParents, this.#plain].sort(bySpecificity);
  }

  #insertHere(rule: Placed): void {
    if (rule.parents.length === 0) {
      this.#plain = { ...this.#plain, ...rule };
      return;
    }
    const same = this.#inParents.findIndex(({ parents }) => compareAll(parents, rule.parents) === 0);
    if (same === -1) this.#inParents.push({ ...rule, ...over(this.#plain, rule) });
    else this.#inParents[same] = { ...this.#inParents[same], ...rule };
  }
}

function placed(scope: string, { foreground, fontStyle }: TokenRule): { scope: string; rule: Placed } {
  const path = scope.trim().split(' ');
  const last = path.at(-1) ?? '';
  const style = { ...(foreground !== undefined && { foreground }), ...(fontStyle !== undefined && { fontStyle }) };
  return { scope: last, rule: { ...style, depth: last.split('.').length, parents: path.slice(0, -1).reverse() } };
}

function over(under: Style, { foreground = under.foreground, fontStyle = under.fontStyle }: Style): Style {
  return { ...(foreground !== undefined && { foreground }), ...(fontStyle !== undefined && { fontStyle }) };
}

/** Whether these scopes, innermost first, are around: a `>` says that the next one must be the very next. */
function standsIn(outside: readonly string[], parents: readonly string[]): boolean {
  let at = 0;
  let next = false;
  for (const parent of parents) {
    if (parent === '>') {
      next = true;
      continue;
    }
    const found = outside.findIndex((scope, index) => index >= at && `${scope}.`.startsWith(`${parent}.`));
    if (found === -1 || (next && found !== at)) return false;
    at = found + 1;
    next = false;
  }
  return !next;
}

function bySpecificity(a: Placed, b: Placed): number {
  if (a.depth !== b.depth) return b.depth - a.depth;
  const [ofA, ofB] = [a, b].map(({ parents }) => parents.filter((parent) => parent !== '>')) as [string[], string[]];
  const different = ofA.findIndex((parent, index) => parent.length !== (ofB[index]?.length ?? parent.length));
  if (different !== -1) return (ofB[different]?.length ?? 0) - (ofA[different]?.length ?? 0);
  return b.parents.length - a.parents.length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareAll(a: readonly string[], b: readonly string[]): number {
  if (a.length !== b.length) return a.length - b.length;
  return a.reduce((order, scope, index) => order || compare(scope, b[index] ?? ''), 0);
}
