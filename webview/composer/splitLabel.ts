/** An end that is longer would leave no room for the beginning. */
const LONGEST_END = 24;

/**
 * A chip's label in two, so that a long one loses its middle: the end says which file and which lines it is
 * (`/pager.ts:12-20` of a path, `.ts:12-20` of a name alone).
 */
export function splitLabel(label: string): readonly [start: string, end: string] {
  const slash = Math.max(label.lastIndexOf('/'), label.lastIndexOf('\\'));
  const dot = label.lastIndexOf('.');
  const at = slash > 0 && slash < label.length - 1 ? slash : dot;
  return at > 0 && label.length - at <= LONGEST_END ? [label.slice(0, at), label.slice(at)] : [label, ''];
}
