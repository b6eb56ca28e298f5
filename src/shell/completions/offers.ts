/** As many lists: one may be answered while a choice from the one before is on its way. */
const LISTS = 3;

/** The ids that one panel was offered of late: no other one is attached for it. */
export class Offers {
  readonly #lists: ReadonlySet<string>[] = [];

  add(ids: readonly string[]): void {
    this.#lists.unshift(new Set(ids));
    this.#lists.length = Math.min(this.#lists.length, LISTS);
  }

  has(id: string): boolean {
    return this.#lists.some((list) => list.has(id));
  }
}
