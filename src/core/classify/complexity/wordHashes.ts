/** Into how many places words are hashed. */
export const HASH_PLACES = 4096;
/** Later words of a long request say nothing new about what it asks. */
const MOST_WORDS = 400;

const WORD = /[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu;

/** The places of a text's words and pairs of neighbours, each once: what a linear model may weigh. */
export function wordHashes(text: string): number[] {
  const places = new Set<number>();
  let before = 0;
  let count = 0;
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    const hash = hashOf(word);
    places.add(place(hash));
    if (count > 0) places.add(place(Math.imul(before, 31) ^ hash));
    before = hash;
    count += 1;
    if (count === MOST_WORDS) break;
  }
  return [...places];
}

/** FNV-1a over UTF-16 units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash;
}

function place(hash: number): number {
  return (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 8) % HASH_PLACES;
}
