import { type LINK_TO_PANEL, MOST_PLACES } from '../../src/protocol/messages/linkMessages.ts';
import type { Params } from '../../src/protocol/messages.ts';
import type { HostChannel } from '../connectHost.ts';
import { type FoundPlaces, PLACES_FOUND } from './findPlaces.ts';

/** Blocks that close in one go ask together. */
const GATHER_MS = 100;
/** How long an answer about a name is believed: files come and go. */
const BELIEVED_MS = 60_000;
/** More names than these in one answer stay words. */
const MOST_AN_ANSWER = 300;

type Known = { readonly at: number; readonly detail: string | null };

/** Makes links of the names in answers that are files or symbols of the workspace; the host says which are. */
export class PlaceLinks {
  readonly #send: HostChannel['send'];
  readonly #known = new Map<string, Known>();
  /** Messages far from the reader are released, whether or not the host has answered by then. */
  readonly #waiting = new Map<string, WeakRef<HTMLElement>[]>();
  readonly #names = new WeakMap<Element, string>();
  readonly #asked = new WeakMap<Element, number>();
  #toAsk = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, send: HostChannel['send']) {
    this.#send = send;
    root.addEventListener(PLACES_FOUND, (event) => {
      this.#take(event.target as Element, (event as CustomEvent<FoundPlaces>).detail);
    });
  }

  /** What the host knows of the names that were asked about. */
  receive({ asked, found }: Params<typeof LINK_TO_PANEL, 'place/known'>): void {
    const details = new Map(found.map(({ name, detail }) => [name, detail]));
    for (const name of asked) {
      const detail = details.get(name) ?? null;
      this.#known.set(name, { at: Date.now(), detail });
      for (const waiting of this.#waiting.get(name) ?? []) {
        const element = waiting.deref();
        if (element !== undefined) this.#link(element, name, detail);
      }
      this.#waiting.delete(name);
    }
  }

  /** Opens the place behind a clicked link; true when there was one. */
  follow(event: Event): boolean {
    const link = event.target instanceof Element ? event.target.closest('.place-link') : null;
    const name = link === null ? undefined : this.#names.get(link);
    if (name === undefined) return false;
    const { ctrlKey = false, metaKey = false, button = 0 } = event as Partial<MouseEvent>;
    if (button < 2) this.#send('place/open', { name, beside: ctrlKey || metaKey || button === 1 });
    return true;
  }

  #take(block: Element, found: FoundPlaces): void {
    const answer = block.closest('switchyard-answer') ?? block;
    let asked = this.#asked.get(answer) ?? 0;
    for (const [name, elements] of found) {
      const known = this.#known.get(name);
      if (known !== undefined && Date.now() - known.at < BELIEVED_MS) {
        for (const element of elements) this.#link(element, name, known.detail);
      } else if (asked++ < MOST_AN_ANSWER) {
        this.#waiting.set(name, [
          ...(this.#waiting.get(name) ?? []),
          ...elements.map((element) => new WeakRef(element)),
        ]);
        this.#toAsk.add(name);
      }
    }
    this.#asked.set(answer, asked);
    if (this.#toAsk.size > 0) this.#timer ??= setTimeout(() => this.#ask(), GATHER_MS);
  }

  #ask(): void {
    this.#timer = undefined;
    const names = [...this.#toAsk];
    this.#toAsk = new Set();
    for (let from = 0; from < names.length; from += MOST_PLACES) {
      this.#send('place/find', { names: names.slice(from, from + MOST_PLACES) });
    }
  }

  #link(element: HTMLElement, name: string, detail: string | null): void {
    if (detail === null || element.closest('a') !== null) return;
    const link = document.createElement('a');
    link.className = 'place-link';
    link.href = '#';
    link.title = detail;
    this.#names.set(link, name);
    element.replaceWith(link);
    link.append(element);
  }
}
