import { parsePlace } from '../../src/protocol/place.ts';

/** Told by a closed block of the names in it that may be places of the workspace; it bubbles up to the panel. */
export const PLACES_FOUND = 'switchyard-places';

/** A name that may be a place, and the elements that say it. */
export type FoundPlaces = ReadonlyMap<string, readonly HTMLElement[]>;

/** Collects inline code and links of a closed block that look like a file or a symbol, and tells the panel of them. */
export function findPlaces(block: HTMLElement): void {
  const found = new Map<string, HTMLElement[]>();
  for (const element of block.querySelectorAll<HTMLElement>(':not(pre, a) > code, .place')) {
    const name = element.classList.contains('place') ? element.title : (element.textContent ?? '');
    if (element.classList.contains('place')) element.removeAttribute('title');
    if (parsePlace(name) !== null) found.set(name, [...(found.get(name) ?? []), element]);
  }
  if (found.size > 0) block.dispatchEvent(new CustomEvent<FoundPlaces>(PLACES_FOUND, { detail: found, bubbles: true }));
}
