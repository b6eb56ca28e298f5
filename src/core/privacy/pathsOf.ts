import type { RequestContext } from '../chat/requestContext.ts';

/** The files that something of a context comes from: attached, selected in, changed, or told of its question. */
export function pathsOf({ files, selectionPath, selections, notes, paths = [] }: RequestContext): string[] {
  const selected = [selectionPath, ...(selections ?? []).map(({ path }) => path)].flatMap((path) =>
    // With the lines that are selected.
    path === undefined ? [] : [path.replace(/:\d+(?:-\d+)?$/, '')],
  );
  const noted = (notes ?? []).flatMap(({ paths }) => paths ?? []);
  return [...new Set([...(files ?? []).map(({ path }) => path), ...selected, ...noted, ...paths])];
}
