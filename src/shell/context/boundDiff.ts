/** A diff cut to a bound at its files, with the paths of what was left out. */
export interface BoundDiff {
  readonly text: string;
  readonly files: number;
  readonly withheld: readonly string[];
  readonly leftOut: readonly string[];
}

/** The files of a diff as far as they go into a bound, without those that are private. */
export function boundDiff(diff: string, most: number, isPrivate: (path: string) => boolean): BoundDiff {
  const kept: string[] = [];
  const withheld: string[] = [];
  const leftOut: string[] = [];
  let length = 0;
  for (const part of diff.split(/^(?=diff --(?:git|cc|combined) )/m)) {
    if (part.trim() === '') continue;
    const paths = pathsOf(part);
    const path = paths.at(-1) ?? '';
    if (paths.some(isPrivate)) withheld.push(path);
    else if (length + part.length > most) leftOut.push(path);
    else {
      kept.push(part);
      length += part.length;
    }
  }
  return { text: kept.join('').trimEnd(), files: kept.length, withheld, leftOut };
}

/** Both names of a file: git quotes those with odd characters. */
function pathsOf(part: string): string[] {
  const [first = ''] = part.split('\n', 1);
  const named = [...part.matchAll(/^(?:---|\+\+\+|rename (?:from|to)) "?(?:[ab]\/)?(.*?)"?\t?$/gm)]
    .map(([, path = '']) => path)
    .filter((path) => path !== '/dev/null');
  const header = /^diff --git "?a\/(.*?)"? "?b\/(.*?)"?$/.exec(first) ?? /^diff --(?:cc|combined) (.*)$/.exec(first);
  return [...(header?.slice(1) ?? []), ...named];
}
