import { plainLines } from './fileLines.ts';

/** One search-and-replace pair as coding assistants write them between conflict-like marks. */
export interface SearchReplace {
  /** The line above the first mark, when it stands alone as a path does. */
  readonly path: string | undefined;
  readonly search: readonly string[];
  readonly replace: readonly string[];
}

const SEARCH = /^\s*<{5,9} ?(?:SEARCH|ORIGINAL|HEAD)>?\s*$/i;
const DIVIDER = /^\s*={5,9}\s*$/;
const REPLACE = /^\s*>{5,9} ?(?:REPLACE|UPDATED)\s*$/i;

/** The pairs of a text in order; empty where there is none that is whole. */
export function parseSearchReplace(text: string): SearchReplace[] {
  const pairs: SearchReplace[] = [];
  const lines = plainLines(text);
  let path: string | undefined;
  for (let index = 0; index < lines.length; index++) {
    if (!SEARCH.test(lines[index] ?? '')) {
      const line = lines[index]?.trim() ?? '';
      if (line !== '' && !/\s/.test(line) && /[./]/.test(line)) path = line;
      continue;
    }
    const divider = lines.findIndex((line, at) => at > index && DIVIDER.test(line));
    const end = lines.findIndex((line, at) => at > divider && REPLACE.test(line));
    if (divider === -1 || end === -1) break;
    pairs.push({ path, search: lines.slice(index + 1, divider), replace: lines.slice(divider + 1, end) });
    index = end;
  }
  return pairs;
}
