/** Into how many parts examples are dealt: each is scored by what was trained on the other parts. */
const FOLDS = 5;

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
