/** An error that the editor reports, by what it says; lines are counted from 0. */
export interface ReportedError {
  readonly line: number;
  readonly message: string;
}

/** Lines `first` up to but without `end` of the new text are not those of the old one. */
export function touchedLines(before: string, after: string): { readonly first: number; readonly end: number } {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  const most = Math.min(old.length, fresh.length);
  let first = 0;
  while (first < most && old[first] === fresh[first]) first++;
  let same = 0;
  while (same < most - first && old[old.length - 1 - same] === fresh[fresh.length - 1 - same]) same++;
  return { first, end: fresh.length - same };
}

/**
 * What an edit did to the errors of its document: more, in or beside its lines are some that were nowhere before; fewer, there
 * are none of these and some are gone.
 */
export function errorsMade(
  before: readonly ReportedError[],
  after: readonly ReportedError[],
  touched: ReturnType<typeof touchedLines>,
): 'moreErrors' | 'fewerErrors' | undefined {
  const unexplained = new Map<string, number>();
  for (const { message } of before) unexplained.set(message, (unexplained.get(message) ?? 0) + 1);
  const fresh = after.filter(({ message }) => {
    const left = unexplained.get(message) ?? 0;
    unexplained.set(message, left - 1);
    return left <= 0;
  });
  // What is missing in one line is often reported in the next.
  if (fresh.some(({ line }) => line >= touched.first - 1 && line <= touched.end)) return 'moreErrors';
  return after.length < before.length ? 'fewerErrors' : undefined;
}
