import { inSlices } from '../drawing/inSlices.ts';
import type { MessageElement } from './messageElement.ts';

/** How far around what is seen messages are drawn, as a share of it: they are there before they scroll in. */
const MARGIN = '200%';
/** A screen reader reads on without scrolling. */
const MARGIN_WHEN_READ_ALOUD = '800%';
const KEEP_MS = 10_000;
const SWEEP_MS = 2_500;
/** More than these are not kept for somebody who comes back, however soon. */
const MOST_KEPT = 40;

/**
 * Draws the messages of a list that come near what is seen, the nearest first and a few per frame, and releases those that
 * have long been far away. Those that `isNeeded` names are never released.
 */
export class NearMessages {
  readonly #isNeeded: (message: MessageElement) => boolean;
  readonly #visibility: IntersectionObserver;
  readonly #sizes: ResizeObserver;
  /** Still to be drawn, with their distance from what is seen. */
  readonly #waiting = new Map<MessageElement, number>();
  /** Drawn but far away, with the time they left; the longest away first. */
  readonly #far = new Map<MessageElement, number>();
  readonly #sweeping: ReturnType<typeof setInterval>;

  constructor(scroller: HTMLElement, isNeeded: (message: MessageElement) => boolean) {
    this.#isNeeded = isNeeded;
    const isReadAloud = document.body.classList.contains('vscode-using-screen-reader');
    this.#visibility = new IntersectionObserver((entries) => this.#look(entries), {
      root: scroller,
      rootMargin: `${isReadAloud ? MARGIN_WHEN_READ_ALOUD : MARGIN} 0px`,
    });
    this.#sizes = new ResizeObserver((entries) => {
      for (const { target } of entries) (target.parentElement as MessageElement | null)?.settle?.();
    });
    this.#sweeping = setInterval(() => this.#sweep(), SWEEP_MS);
  }

  /** Watches these; those that are watched already go on being watched. */
  watch(messages: Iterable<MessageElement>): void {
    for (const message of messages) this.#visibility.observe(message);
  }

  draw(message: MessageElement): void {
    this.#waiting.delete(message);
    if (message.drawn) return;
    message.draw();
    const content = message.firstElementChild;
    if (content !== null) this.#sizes.observe(content);
    else message.settle();
  }

  dispose(): void {
    this.#visibility.disconnect();
    this.#sizes.disconnect();
    clearInterval(this.#sweeping);
    this.#waiting.clear();
    this.#far.clear();
  }

  #look(entries: readonly IntersectionObserverEntry[]): void {
    const wereWaiting = this.#waiting.size > 0;
    for (const { target, isIntersecting, boundingClientRect, rootBounds } of entries) {
      const message = target as MessageElement;
      if (isIntersecting) {
        this.#far.delete(message);
        if (!message.drawn) this.#waiting.set(message, distance(boundingClientRect, rootBounds));
      } else {
        this.#waiting.delete(message);
        if (message.drawn) this.#far.set(message, performance.now());
      }
    }
    if (!wereWaiting && this.#waiting.size > 0) inSlices(() => this.#drawNearest(), true);
    if (this.#far.size > MOST_KEPT) this.#sweep();
  }

  /** One message per call: what it draws counts only after it. */
  #drawNearest(): boolean {
    const [nearest] = [...this.#waiting].sort(([, a], [, b]) => a - b);
    if (nearest !== undefined) this.draw(nearest[0]);
    return this.#waiting.size > 0;
  }

  #sweep(): void {
    const now = performance.now();
    const surplus = [...this.#far].slice(0, Math.max(0, this.#far.size - MOST_KEPT));
    const late = [...this.#far].filter(([, left]) => now - left > KEEP_MS);
    const leaving = [...new Map([...surplus, ...late]).keys()].filter(
      (message) => message.isConnected && message.dispensable && !this.#isNeeded(message),
    );
    for (const message of this.#far.keys()) if (!message.isConnected) this.#far.delete(message);
    // All are measured before the first is emptied: one layout for all.
    const measured = leaving.map((message) => ({ message, height: message.getBoundingClientRect().height }));
    for (const { message, height } of measured) {
      this.#far.delete(message);
      if (message.firstElementChild !== null) this.#sizes.unobserve(message.firstElementChild);
      message.release(height);
    }
  }
}

/** How far a message is from the middle of what is watched. */
function distance(message: DOMRectReadOnly, watched: DOMRectReadOnly | null): number {
  if (watched === null) return 0;
  const middle = (watched.top + watched.bottom) / 2;
  if (message.top <= middle && message.bottom >= middle) return 0;
  return Math.min(Math.abs(message.top - middle), Math.abs(message.bottom - middle));
}
