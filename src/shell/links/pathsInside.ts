/** A workspace folder, as far as paths are concerned. */
export interface Root {
  readonly name: string;
  /** Absolute, with slashes, without one at its end. */
  readonly path: string;
}

/** A path below one of the roots. */
export interface InsidePath {
  readonly root: Root;
  /** Relative to the root, normalised; empty for the root itself. */
  readonly relative: string;
}

/**
 * Where a path that somebody wrote may be: below each root, or, when it is absolute or begins with the name of a root of
 * several, below that one. A path that leads out of a root is nowhere.
 */
export function pathsInside(path: string, roots: readonly Root[]): InsidePath[] {
  const absolute = /^(?:\/|[A-Za-z]:\/)/.test(path);
  const found: InsidePath[] = [];
  for (const root of roots) {
    if (absolute) push(found, root, below(path, root.path));
    else push(found, root, path);
    if (roots.length > 1 && !absolute) push(found, root, below(path.replace(/^\.\//, ''), root.name));
  }
  return found;
}

function push(found: InsidePath[], root: Root, path: string | undefined): void {
  const relative = path === undefined ? undefined : normalized(path);
  if (relative !== undefined) found.push({ root, relative });
}

/** What comes after the folder; undefined for a path that is not in it. */
function below(path: string, folder: string): string | undefined {
  const sameDrive = /^[A-Za-z]:/.test(folder) && path[0]?.toLowerCase() === folder[0]?.toLowerCase();
  const start = sameDrive ? `${path[0]}${folder.slice(1)}/` : `${folder}/`;
  return path.startsWith(start) ? path.slice(start.length) : undefined;
}

/** Without `.` and `..`; undefined where it leads out. */
function normalized(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  return parts.join('/');
}
