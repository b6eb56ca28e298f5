/** The conversation is a heading of the first level, a message one of the second. */
const FIRST_LEVEL = 3;

/**
 * Tells screen readers the level of every heading of an answer: one deeper than the heading it stands under, whatever
 * levels the model left out.
 */
export function levelHeadings(answer: ParentNode): void {
  let open: readonly number[] = [];
  for (const heading of answer.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const tagLevel = Number(heading.tagName.slice(1));
    open = [...open.filter((level) => level < tagLevel), tagLevel];
    heading.ariaLevel = String(FIRST_LEVEL + open.length - 1);
  }
}
