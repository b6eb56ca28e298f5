/** The conversation is a heading of the first level, a message one of the second. */
const FIRST_LEVEL = 3;

/**
 * Tells screen readers the level of every heading inside: one deeper than the heading it stands under, whatever levels
 * the model left out. `above` are the tags' levels that are open before these nodes; returns those open after them.
 */
export function levelHeadings(root: ParentNode, above: readonly number[]): readonly number[] {
  let open = above;
  for (const heading of root.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const tagLevel = Number(heading.tagName.slice(1));
    open = [...open.filter((level) => level < tagLevel), tagLevel];
    heading.ariaLevel = String(FIRST_LEVEL + open.length - 1);
  }
  return open;
}
