/** Lines of a text as they are compared: how it is laid out is not what it says. */
function counted(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of text.split('\n')) {
    const words = line.replaceAll(/[\s;,'"`]+/g, '');
    if (words !== '') counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return counts;
}

/** The lines that an edit added to a text, each with how often, and how often it stood there before. */
export class AddedLines {
  readonly #before: ReadonlyMap<string, number>;
  readonly #added = new Map<string, number>();
  readonly #mass: number;

  constructor(before: string, after: string) {
    this.#before = counted(before);
    let mass = 0;
    for (const [line, count] of counted(after)) {
      const added = count - (this.#before.get(line) ?? 0);
      if (added <= 0) continue;
      this.#added.set(line, added);
      mass += added * line.length;
    }
    this.#mass = mass;
  }

  /** Nothing was added that could be seen to stay or to go. */
  get isNothing(): boolean {
    return this.#mass === 0;
  }

  /** How much of it, by characters, the text as it is now still has, wherever it stands. */
  shareLeftIn(now: string): number {
    const counts = counted(now);
    let left = 0;
    for (const [line, added] of this.#added) {
      const there = (counts.get(line) ?? 0) - (this.#before.get(line) ?? 0);
      left += Math.max(0, Math.min(added, there)) * line.length;
    }
    return this.#mass === 0 ? 0 : left / this.#mass;
  }
}
