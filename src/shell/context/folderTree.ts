/** Paths below a folder as an indented tree, folders before files, as far as the bound goes. */
export function folderTree(paths: readonly string[], most: number): string {
  const root: Tree = new Map();
  for (const path of paths) {
    let at = root;
    for (const name of path.split('/')) {
      let next = at.get(name);
      if (next === undefined) {
        next = new Map();
        at.set(name, next);
      }
      at = next;
    }
  }
  const lines = draw(root, '');
  if (lines.length <= most) return lines.join('\n');
  return [...lines.slice(0, most), `… ${lines.length - most} more`].join('\n');
}

interface Tree extends Map<string, Tree> {}

function draw(tree: Tree, indent: string): string[] {
  const entries = [...tree].sort(([a, below], [b, other]) => {
    return Number(other.size > 0) - Number(below.size > 0) || (a < b ? -1 : 1);
  });
  return entries.flatMap(([name, below]) =>
    below.size > 0 ? [`${indent}${name}/`, ...draw(below, `${indent}  `)] : [`${indent}${name}`],
  );
}
