/** Where a list was scrolled to: heights change while nobody looks, so it is told by a message. */
export interface Place {
  readonly id: string;
  /** Pixels from the top of that message to the top of what is seen. */
  readonly offset: number;
}

interface Placed extends HTMLElement {
  readonly messageId: string;
}

/** The place at the top of what is seen; null in an empty list. */
export function placeIn(scroller: HTMLElement, messages: readonly Placed[]): Place | null {
  let [low, high] = [0, messages.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const message = messages[middle];
    if (message === undefined) break;
    if (message.offsetTop + message.offsetHeight > scroller.scrollTop) high = middle;
    else low = middle + 1;
  }
  const message = messages[low];
  if (message === undefined) return null;
  return { id: message.messageId, offset: Math.round(scroller.scrollTop - message.offsetTop) };
}
