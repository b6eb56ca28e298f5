import type { PanelParts } from '../panel/panelParts.ts';
import type { Post } from '../panel/post.ts';
import { attachedPaths } from './attachedPaths.ts';
import { openSpot } from './openSpot.ts';
import { PlaceFinder } from './placeFinder.ts';
import { spotLabel } from './spot.ts';

/** Answers a panel which of the names in its answers are places, and shows them. */
export class Places {
  readonly #parts: PanelParts;
  readonly #post: Post;
  readonly #finder = new PlaceFinder();

  constructor(parts: PanelParts, post: Post) {
    this.#parts = parts;
    this.#post = post;
  }

  async find(names: readonly string[]): Promise<void> {
    const spots = await this.#finder.find(names, attachedPaths(this.#parts));
    const found = [...spots].flatMap(([name, [first, ...more]]) => {
      if (first === undefined) return [];
      return [{ name, detail: more.length === 0 ? spotLabel(first) : `${spotLabel(first)}, …` }];
    });
    this.#post('place/known', { asked: [...names], found });
  }

  /** The name comes from a model's text: it is looked up again, and only what is found in the workspace is opened. */
  async open(name: string, beside: boolean): Promise<void> {
    const attached = attachedPaths(this.#parts);
    const spots = (await this.#finder.find([name], attached)).get(name) ?? [];
    await openSpot(spots, attached, beside);
  }
}
