const NEAR_PX = 24;
/** What is above a place may still be drawn for so long after a jump to it. */
const HOLD_MS = 3000;
/** The reader takes over. */
const HANDS = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const;

interface Held {
  readonly top: () => number;
  readonly until: number;
}

/**
 * Keeps a scrolling element at its end while it grows, as long as the reader is there (it then has the class `at-end`);
 * tells `onChange` when the reader leaves the end or comes back.
 */
export class StickToEnd {
  readonly #scroller: HTMLElement;
  readonly #onChange: (atEnd: boolean) => void;
  readonly #observer: ResizeObserver;
  #atEnd = true;
  #lastTop = 0;
  #held: Held | undefined;

  constructor(scroller: HTMLElement, content: HTMLElement, onChange: (atEnd: boolean) => void) {
    this.#scroller = scroller;
    this.#onChange = onChange;
    this.#observer = new ResizeObserver(() => {
      if (this.#atEnd) this.#toEnd();
      else if (this.#held !== undefined) this.#hold(this.#held);
      else if (this.#isNear()) this.#set(true);
    });
    this.#observer.observe(content);
    this.#observer.observe(scroller);
    scroller.addEventListener('scroll', this.#onScroll, { passive: true });
    for (const hand of HANDS) scroller.addEventListener(hand, this.#letGo, { passive: true });
    scroller.classList.add('at-end');
  }

  get atEnd(): boolean {
    return this.#atEnd;
  }

  jumpToEnd(): void {
    this.#letGo();
    this.#set(true);
    this.#toEnd();
  }

  /** Called before the reader opens or folds something: that must grow downwards, not push itself out of sight. */
  release(): void {
    this.#set(false);
  }

  /** Goes to a place and stays there while what is above it takes its size, until the reader scrolls. */
  jumpTo(top: () => number): void {
    this.#set(false);
    this.#held = { top, until: performance.now() + HOLD_MS };
    this.#hold(this.#held);
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#scroller.removeEventListener('scroll', this.#onScroll);
    for (const hand of HANDS) this.#scroller.removeEventListener(hand, this.#letGo);
  }

  #hold({ top, until }: Held): void {
    if (performance.now() > until) this.#letGo();
    else this.#scroller.scrollTop = top();
  }

  readonly #letGo = (): void => {
    this.#held = undefined;
  };

  /** Growth alone never moves the top upwards: only a reader who scrolls up leaves the end. */
  readonly #onScroll = (): void => {
    const { scrollTop } = this.#scroller;
    if (this.#isNear()) this.#set(true);
    else if (scrollTop < this.#lastTop) this.#set(false);
    this.#lastTop = scrollTop;
  };

  #isNear(): boolean {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight <= NEAR_PX;
  }

  #toEnd(): void {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  #set(atEnd: boolean): void {
    if (this.#atEnd === atEnd) return;
    this.#atEnd = atEnd;
    this.#scroller.classList.toggle('at-end', atEnd);
    this.#onChange(atEnd);
  }
}
