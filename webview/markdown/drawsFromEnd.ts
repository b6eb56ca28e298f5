/**
 * Whether the reader sees the end of this element first: the list is at its end (`StickToEnd` says so), or the element
 * begins above what is seen.
 */
export function drawsFromEnd(root: HTMLElement): boolean {
  const scroller = root.closest('.scroller');
  if (scroller === null) return false;
  if (scroller.classList.contains('at-end')) return true;
  return root.getBoundingClientRect().top < scroller.getBoundingClientRect().top;
}
