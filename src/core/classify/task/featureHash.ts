/** A name, or the characters of a text from one place to another, as 32 bits: FNV-1a, from its start or going on from another. */
export function textHash(text: string, from = 0, to = text.length, start = 0x811c9dc5): number {
  let hash = start;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** Two hashes as one; which of them comes first matters. */
export function joinedHash(first: number, second: number): number {
  return Math.imul(Math.imul(first ^ (first >>> 13), 0x5bd1e995) ^ second, 0x01000193);
}

/** Where a hash stands among 2^bits places. */
export function placeOf(hash: number, bits: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 12)) & ((1 << bits) - 1);
}
