/** Into how many parts examples are dealt: each is scored by what was trained on the other parts. */
const FOLDS = 5;

/** The part of each of `count` examples, dealt by chance but always the same way. */
export function foldsByChance(count: number, seed: number): number[] {
  const order = Array.from({ length: count }, (_, at) => at);
  let state = seed >>> 0;
  for (let at = count - 1; at > 0; at--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  const folds = new Array<number>(count).fill(0);
  for (const [place, at] of order.entries()) folds[at] = place % FOLDS;
  return folds;
}

/** The part of each example where those of one group stay together. */
export function foldsByGroup(groups: readonly string[]): number[] {
  const names = [...new Set(groups)].sort();
  return groups.map((group) => names.indexOf(group) % FOLDS);
}

/** What `train` on all other parts says of each example. */
export function crossValidated(
  folds: readonly number[],
  train: (which: readonly number[]) => (at: number) => number,
): number[] {
  const scores = new Array<number>(folds.length).fill(0);
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = folds.flatMap((own, at) => (own === fold ? [] : [at]));
    const score = train(others);
    for (const [at, own] of folds.entries()) if (own === fold) scores[at] = score(at);
  }
  return scores;
}
