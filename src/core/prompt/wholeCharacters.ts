/** Lets a text through in whole characters: half a surrogate pair waits for its other half, which may never come. */
export class WholeCharacters {
  #half = '';

  push(delta: string): string {
    const text = this.#half + delta;
    this.#half = /[\ud800-\udbff]$/.exec(text)?.[0] ?? '';
    return this.#half === '' ? text : text.slice(0, -1);
  }
}
