import { join } from 'node:path';
import { build } from 'esbuild';

/** The built files that one entry can load, by their paths below the built folder. */
export interface ModuleGraph {
  /** What loads with this file: it and its static imports, theirs included. */
  loadedWith(file: string): ReadonlySet<string>;
  /** What this file and everything behind it may load at some time, but nothing that `beyond` keeps out. */
  reachableFrom(file: string, beyond: (file: string) => boolean): ReadonlySet<string>;
}

/** Reads the import statements and `import()` calls of a built entry, as the bundler sees them. */
export async function readModuleGraph(folder: string, entry: string): Promise<ModuleGraph> {
  const { metafile } = await build({
    ...{ absWorkingDir: folder, entryPoints: [entry], outdir: join(folder, 'unwritten'), write: false, metafile: true },
    ...{ bundle: true, splitting: true, format: 'esm', platform: 'node', external: ['vscode'], logLevel: 'silent' },
  });
  const follow = (start: string, kinds: readonly string[], beyond: (file: string) => boolean): Set<string> => {
    const seen = new Set([start]);
    for (const file of seen) {
      for (const { path, kind, external } of metafile.inputs[file]?.imports ?? []) {
        if (!external && kinds.includes(kind) && !beyond(path)) seen.add(path);
      }
    }
    return seen;
  };
  return {
    loadedWith: (file) => follow(file, ['import-statement'], () => false),
    reachableFrom: (file, beyond) => follow(file, ['import-statement', 'dynamic-import'], beyond),
  };
}
