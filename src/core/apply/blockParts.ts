import { plainLines } from './fileLines.ts';
import type { Hunk } from './hunk.ts';
import { looksLikePatch, parsePatch } from './parsePatch.ts';
import { parseSearchReplace, type SearchReplace } from './parseSearchReplace.ts';

/** What a code block wants of one file; `path` is in the model's words. */
export type BlockPart =
  | { readonly kind: 'hunks'; readonly path: string | undefined; readonly hunks: readonly Hunk[] }
  | { readonly kind: 'pairs'; readonly path: string | undefined; readonly pairs: readonly SearchReplace[] }
  | { readonly kind: 'create'; readonly path: string | undefined; readonly text: string }
  | { readonly kind: 'delete'; readonly path: string | undefined }
  | { readonly kind: 'code'; readonly path: string | undefined; readonly text: string };

/** A block as changes of single files: a patch or search-and-replace pairs may be over several, any other code is for one. */
export function blockParts(text: string, language: string, named?: string): BlockPart[] {
  if (/^(?:u?diff|patch)$/i.test(language) || looksLikePatch(text)) {
    const files = parsePatch(text);
    if (files.length > 0) {
      return files.map(({ oldPath, newPath, creates, deletes, hunks }): BlockPart => {
        const path = (deletes ? oldPath : (newPath ?? oldPath)) ?? (files.length === 1 ? named : undefined);
        if (deletes) return { kind: 'delete', path };
        if (!creates) return { kind: 'hunks', path, hunks };
        const lines = hunks.flatMap((hunk) => hunk.lines.filter(({ sign }) => sign !== '-').map((line) => line.text));
        return { kind: 'create', path, text: lines.map((line) => `${line}\n`).join('') };
      });
    }
  }
  const pairs = parseSearchReplace(text);
  if (pairs.length > 0) {
    const paths = [...new Set(pairs.map((pair) => pair.path ?? named))];
    return paths.map((path) => ({ kind: 'pairs', path, pairs: pairs.filter((pair) => (pair.path ?? named) === path) }));
  }
  return [{ kind: 'code', path: named, text }];
}

/** A block's code without a first line that only names its file. */
export function withoutFirstLine(text: string): string {
  return plainLines(text).slice(1).join('\n').replace(/^\n/, '');
}
