import temml from 'temml';
import { drawMathTree } from './drawMathTree.ts';

/** A formula as nodes, or why it stays as it was written. */
export type Formula = { readonly nodes: Node } | { readonly problem: 'tooLong' } | { readonly problem: string };

const LONGEST = 5000;
/** How many formulas are kept: an answer that is growing draws its last block again and again. */
const KEPT = 300;

const kept = new Map<string, Formula>();

/** The MathML of a piece of TeX; the caller may keep the nodes. Its cost is bounded, whatever the TeX says. */
export function mathElement(tex: string, display: boolean): Formula {
  const key = `${display} ${tex}`;
  const formula = kept.get(key) ?? read(tex, display);
  kept.delete(key);
  kept.set(key, formula);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return 'nodes' in formula ? { nodes: formula.nodes.cloneNode(true) } : formula;
}

function read(tex: string, displayMode: boolean): Formula {
  if (tex.length > LONGEST) return { problem: 'tooLong' };
  try {
    const tree: unknown = temml.__renderToMathMLTree(tex, {
      displayMode,
      throwOnError: true,
      trust: false,
      maxExpand: 200,
      maxSize: [20, 50],
      wrap: displayMode ? 'none' : 'tex',
      macros: {},
    });
    return { nodes: drawMathTree(tree) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
