import { declarationsOf } from './declarations.ts';
import { indentOf } from './findLines.ts';

/** Of the lines of a file, how many its new version must still have where nothing else tells. */
const KEPT = 0.5;

/**
 * Whether a block is a file's whole new text: it declares everything that the file declares at its top level and begins like
 * it, or, where the file declares nothing, keeps most of its lines and both ends.
 */
export function isWholeFile(block: readonly string[], file: readonly string[]): boolean {
  const names = (lines: readonly string[]) =>
    declarationsOf(lines)
      .filter(({ start }) => indentOf(lines[start] ?? '') === '')
      .map(({ name }) => name);
  const declared = new Set(names(file));
  const kept = new Set(worded(block));
  const mine = worded(file);
  const share = mine.filter((line) => kept.has(line)).length / Math.max(1, mine.length);
  const [first, last] = [worded(block)[0], worded(block).at(-1)];
  const sameStart = first === mine[0];
  if (declared.size > 0) {
    const fresh = new Set(names(block));
    const hasAll = [...declared].every((name) => fresh.has(name));
    // A file of one declaration is often answered by that declaration alone, without what stands above it.
    return hasAll && (sameStart || share >= KEPT) && (declared.size > 1 || sameStart || share >= 0.8);
  }
  return share >= KEPT && (sameStart || last === mine.at(-1));
}

function worded(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}
