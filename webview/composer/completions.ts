import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Completion } from '../../src/protocol/messages/contextMessages.ts';
import type { PanelContext } from '../panelContext.ts';
import { scheduleFrame } from '../scheduleFrame.ts';
import { type CompletionToken, completionToken } from './completionToken.ts';
import { matchLetters } from './matchLetters.ts';

/** One count for all composers of the page: the host's answers are told apart by it. */
let lastSequence = 0;

/**
 * What can stand in the place of the word behind `#` or `/`: asks the host as the word changes, at most once per frame, and
 * keeps what it shows until the newest answer is there, so that nothing flashes. Late answers to older words are dropped.
 */
export class Completions implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #context: () => PanelContext;
  readonly #take: (item: Completion, token: CompletionToken) => void;
  #token: CompletionToken | null = null;
  #items: readonly Completion[] = [];
  #active = 0;
  #sequence = 0;
  #answered = true;
  #scheduled = false;
  /** Escape closed the list for the word that begins here. */
  #dismissedAt: number | null = null;
  /** Enter came before the answer: the first of it is taken. */
  #takesFirst = false;
  #unsubscribe: (() => void) | undefined;

  constructor(
    host: ReactiveControllerHost,
    context: () => PanelContext,
    take: (item: Completion, token: CompletionToken) => void,
  ) {
    this.#host = host;
    this.#context = context;
    this.#take = take;
    host.addController(this);
  }

  /** What the list shows; null while there is none. */
  get shown(): {
    readonly token: CompletionToken;
    readonly items: readonly Completion[];
    readonly active: number;
  } | null {
    if (this.#token === null || this.#items.length === 0) return null;
    return { token: this.#token, items: this.#items, active: this.#active };
  }

  hostConnected(): void {
    this.#unsubscribe = this.#context().store.subscribe(() => this.#receive());
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.close();
  }

  /** The text changed: a word behind a trigger opens the list. */
  typed(text: string, cursor: number): void {
    const token = completionToken(text, cursor);
    if (token === null) this.#dismissedAt = null;
    if (token === null || token.start === this.#dismissedAt) {
      this.close();
      return;
    }
    this.#dismissedAt = null;
    const changed = token.query !== this.#token?.query || token.trigger !== this.#token.trigger;
    if (this.#token?.trigger !== token.trigger || this.#token.start !== token.start) this.#items = [];
    this.#token = token;
    if (changed) this.#ask();
  }

  /** The cursor moved without typing: outside of the word the list closes, and it never opens. */
  moved(text: string, cursor: number): void {
    if (this.#token === null) return;
    if (completionToken(text, cursor)?.start !== this.#token.start) this.close();
    else this.typed(text, cursor);
  }

  /** What a key means while the list is open; true where it was for the list. */
  key(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>, text: string): boolean {
    if (this.#token === null || event.altKey || event.ctrlKey || event.metaKey) return false;
    const isTaking = (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey;
    if (this.#items.length === 0) return isTaking && event.key === 'Enter' && this.#wait();
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const move = moves[event.key];
    if (move !== undefined && !event.shiftKey) return this.#move(move);
    if (event.key === 'Escape') {
      this.#dismissedAt = this.#token.start;
      this.close();
      return true;
    }
    if (!isTaking) return false;
    if (!this.#answered && !this.#fits(this.#items[this.#active])) return this.#wait();
    // What is typed already is whole: Enter sends it.
    if (event.key === 'Enter' && this.#items[this.#active]?.insert?.trim() === text.trim()) {
      this.close();
      return false;
    }
    this.take(this.#active);
    return true;
  }

  take(index: number): void {
    const item = this.#items[index];
    const token = this.#token;
    this.close();
    if (item !== undefined && token !== null) this.#take(item, token);
  }

  close(): void {
    if (this.#token === null) return;
    this.#token = null;
    this.#items = [];
    this.#takesFirst = false;
    this.#answered = true;
    this.#sequence = 0;
    this.#host.requestUpdate();
  }

  #ask(): void {
    this.#answered = false;
    this.#takesFirst = false;
    this.#sequence = ++lastSequence;
    this.#host.requestUpdate();
    if (this.#scheduled) return;
    this.#scheduled = true;
    scheduleFrame(() => {
      this.#scheduled = false;
      if (this.#token === null) return;
      const { trigger, query } = this.#token;
      this.#context().host.send('context/complete', { trigger, query, sequence: this.#sequence });
    });
  }

  #receive(): void {
    const { sequence, items } = this.#context().store.state.completions;
    if (this.#answered || sequence !== this.#sequence) return;
    this.#answered = true;
    this.#items = items;
    this.#active = 0;
    if (this.#takesFirst && items.length > 0) this.take(0);
    this.#host.requestUpdate();
  }

  #move(by: number): boolean {
    const last = this.#items.length - 1;
    const next = this.#active + by;
    const wraps = Math.abs(by) === 1;
    if (wraps) this.#active = next < 0 ? last : next > last ? 0 : next;
    else this.#active = Math.min(last, Math.max(0, next));
    this.#host.requestUpdate();
    return true;
  }

  /** Enter waits once for an answer that is on its way; the second one is no longer for the list. */
  #wait(): boolean {
    if (this.#answered || this.#takesFirst) return false;
    this.#takesFirst = true;
    return true;
  }

  #fits(item: Completion | undefined): boolean {
    const query = this.#token?.query ?? '';
    return item !== undefined && [item.label, item.detail].some((text) => matchLetters(text, query) !== null);
  }
}
