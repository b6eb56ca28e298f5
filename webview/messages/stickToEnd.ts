const NEAR_PX = 24;

/**
 * Keeps a scrolling element at its end while it grows, as long as the reader is there; tells `onChange` when the reader
 * leaves the end or comes back.
 */
export class StickToEnd {
  readonly #scroller: HTMLElement;
  readonly #onChange: (atEnd: boolean) => void;
  readonly #observer: ResizeObserver;
  #atEnd = true;
  #lastTop = 0;

  constructor(scroller: HTMLElement, content: HTMLElement, onChange: (atEnd: boolean) => void) {
    this.#scroller = scroller;
    this.#onChange = onChange;
    this.#observer = new ResizeObserver(() => {
      if (this.#atEnd) this.#toEnd();
      else if (this.#isNear()) this.#set(true);
    });
    this.#observer.observe(content);
    this.#observer.observe(scroller);
    scroller.addEventListener('scroll', this.#onScroll, { passive: true });
  }

  get atEnd(): boolean {
    return this.#atEnd;
  }

  jumpToEnd(): void {
    this.#set(true);
    this.#toEnd();
  }

  /** Called before the reader opens or folds something: that must grow downwards, not push itself out of sight. */
  release(): void {
    this.#set(false);
  }

  jumpTo(scrollTop: number): void {
    this.#set(false);
    this.#scroller.scrollTop = scrollTop;
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#scroller.removeEventListener('scroll', this.#onScroll);
  }

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
    this.#onChange(atEnd);
  }
}
