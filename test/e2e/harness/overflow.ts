/**
 * Runs inside a page: names what reaches out of it on the right. What stands in a box that scrolls sideways by itself (long
 * code, wide tables) may; the page as a whole may not scroll sideways.
 */
export function findOverflow(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide in ${clientWidth}`] : [];
  const mayScroll = (element: Element | null): boolean =>
    element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowX) || mayScroll(element.parentElement));
  for (const element of document.querySelectorAll('body *')) {
    const { right, width, height } = element.getBoundingClientRect();
    if (width === 0 || height === 0 || right <= clientWidth + 1) continue;
    if (getComputedStyle(element).visibility === 'hidden') continue;
    // A line that ends in three dots is cut where it should be.
    if (element.parentElement?.closest('.meter-words')) continue;
    // The list of messages scrolls downwards only, although browsers then report "auto" for the other direction too.
    const inner = element.closest('pre, table, .diagram img, .math-display > *')?.parentElement ?? null;
    if (inner !== null && mayScroll(element)) continue;
    found.push(`${element.tagName.toLowerCase()}.${element.className} ends at ${Math.round(right)} of ${clientWidth}`);
  }
  for (const scroller of document.querySelectorAll('.scroller')) {
    if (scroller.scrollWidth > scroller.clientWidth)
      found.push(`the messages are ${scroller.scrollWidth} wide in ${scroller.clientWidth}`);
  }
  return found;
}
