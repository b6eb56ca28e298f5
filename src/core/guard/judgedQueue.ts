import type { SwitchyardError } from '../chat/errors.ts';
import type { StrategyEvent } from '../strategies/strategy.ts';
import { OVERLAP } from './pieces.ts';

/** Events in their order, let through as far as their words were judged. Lengths in UTF-16 code units. */
export class JudgedQueue {
  /** Each with how much had been said after it. */
  #waiting: { readonly event: StrategyEvent; readonly end: number }[] = [];
  /** What was said, from `#start` on. */
  #text = '';
  #start = 0;
  #asked = 0;
  #passed = 0;
  readonly #letsThrough: boolean;
  readonly #judgedAs: (text: string) => string;
  /** How much text its reader sees. */
  shown = 0;
  /** Why nothing more may pass. */
  refusal: SwitchyardError | undefined;

  /** `letsThrough`: what comes is only read along, and never waits. `judgedAs`: a text as the guard is shown it. */
  constructor(letsThrough: boolean, judgedAs: (text: string) => string) {
    this.#letsThrough = letsThrough;
    this.#judgedAs = judgedAs;
  }

  push(event: StrategyEvent): void {
    this.#text += this.#judgedAs(wordsOf(event));
    this.#waiting.push({ event, end: this.#said });
  }

  /** How much nobody was asked about yet. */
  get unjudged(): number {
    return this.#said - this.#asked;
  }

  /** All that nobody was asked about yet, to be judged now. */
  nextPiece(): string {
    const from = Math.max(this.#start, this.#asked - OVERLAP);
    const piece = this.#text.slice(from - this.#start);
    this.#text = piece;
    this.#start = from;
    this.#asked = this.#said;
    return piece;
  }

  /** The last piece may pass, or is refused. */
  judged(refusal: SwitchyardError | undefined): void {
    if (refusal === undefined) this.#passed = this.#asked;
    else this.refusal = refusal;
  }

  /** What may be seen now. */
  *released(): Generator<StrategyEvent> {
    for (let [first] = this.#waiting; first !== undefined; [first] = this.#waiting) {
      if (!this.#letsThrough && first.end > this.#passed) return;
      this.#waiting.shift();
      if (first.event.type === 'text') this.shown += first.event.delta.length;
      else if (first.event.type === 'retract') this.shown -= first.event.characters;
      yield first.event;
    }
  }

  get #said(): number {
    return this.#start + this.#text.length;
  }
}

function wordsOf(event: StrategyEvent): string {
  if (event.type === 'text' || event.type === 'reasoning') return event.delta;
  return event.type === 'toolCall' ? event.argumentsDelta : '';
}
