/** Whether one line may well be the other after a small change: most of their words are the same. */
export function isAlike(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.length === 0 || b.length === 0) return false;
  const shared = a.filter((word) => b.includes(word)).length;
  return shared / Math.max(a.length, b.length) >= 0.5;
}

function wordsOf(line: string): string[] {
  return [...new Set(line.match(/[\p{L}\p{N}_$]+/gu) ?? [])];
}
