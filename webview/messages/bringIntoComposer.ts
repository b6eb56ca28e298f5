/** Told by a message whose words are to go into the composer; the panel brings them there. */
export const BRING = 'switchyard-bring';

/** Asks for these words to be put into the composer, below what stands there. */
export function bringIntoComposer(from: EventTarget, words: string): void {
  from.dispatchEvent(new CustomEvent(BRING, { detail: words, bubbles: true }));
}
