import { say } from '../../core/words.ts';
import type { BringNote } from './brought.ts';
import { kindOf } from './kindOf.ts';
import type { Leftover } from './section.ts';

const MOST_PLACES = 6;

/** What happened to a value, and why. */
export interface NoteReason {
  readonly effect?: BringNote['effect'];
  readonly why: string;
  readonly todo?: string | undefined;
}

/** Collects notes; the same thing said of many list entries becomes one note: `model_list[0, 2].litellm_params.seed`. */
export class NoteList {
  readonly #notes = new Map<string, { note: BringNote; places: string[] }>();

  /** Notes a value; it is left behind unless `effect` says otherwise. */
  add(path: string, value: unknown, { effect = 'left', why, todo }: NoteReason): void {
    const pattern = path.replace(/\[\d+\]/, '[]');
    const place = /\[(\d+)\]/.exec(path)?.[1];
    const id = [pattern, effect, why, todo ?? ''].join('\n');
    const known = this.#notes.get(id);
    if (known === undefined) {
      const note: BringNote = {
        path: pattern,
        kind: kindOf(value),
        effect,
        why,
        ...(todo === undefined ? {} : { todo }),
      };
      this.#notes.set(id, { note, places: place === undefined ? [] : [place] });
    } else if (place !== undefined && !known.places.includes(place)) known.places.push(place);
  }

  /** Notes what was not read of a mapping, each with its reason. */
  addLeftovers(leftovers: readonly Leftover[], reasonOf: (key: string) => NoteReason): void {
    for (const { key, path, value, refused } of leftovers) {
      this.add(path, value, refused ? { why: say('its value is of no use here') } : reasonOf(key));
    }
  }

  list(): BringNote[] {
    return [...this.#notes.values()].map(({ note, places }) => {
      const shown = places.length > MOST_PLACES ? [...places.slice(0, MOST_PLACES), '…'] : places;
      return { ...note, path: note.path.replace('[]', `[${shown.join(', ')}]`) };
    });
  }
}
