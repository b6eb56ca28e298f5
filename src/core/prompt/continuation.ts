import { type ChatMessage, textMessage } from '../chat/message.ts';

/** The messages that ask another model to go on where a broken answer stopped, for readers that cannot take text back. */
export function continuationMessages(messages: readonly ChatMessage[], partial: string): ChatMessage[] {
  return [
    ...messages,
    textMessage('assistant', partial),
    textMessage(
      'user',
      'Your answer was cut off. Continue it exactly where it stopped, in the middle of a word if need be, without repeating anything and without any remark.',
    ),
  ];
}

const LONGEST_OVERLAP = 400;

/** Drops from the start of a continuation what repeats the end of the partial answer, while it streams in. */
export class OverlapTrimmer {
  readonly #tail: string;
  #held: string | undefined = '';

  constructor(partial: string) {
    this.#tail = partial.slice(-LONGEST_OVERLAP);
  }

  /** What may be shown after this delta; text that may still turn out to be a repetition is held back. */
  push(delta: string): string {
    if (this.#held === undefined) return delta;
    this.#held += delta;
    if (this.#held.length < LONGEST_OVERLAP && this.#tail.includes(this.#held)) return '';
    return this.flush();
  }

  /** What is still held back, without the overlap; to be called at the end. */
  flush(): string {
    const held = this.#held ?? '';
    this.#held = undefined;
    return held.slice(overlap(this.#tail, held));
  }
}

/** The length of the longest end of `left` that `right` starts with. */
function overlap(left: string, right: string): number {
  for (let length = Math.min(left.length, right.length); length > 0; length--) {
    // A single repeated character is more likely the next word than an echo.
    if (length < 3) return 0;
    if (left.endsWith(right.slice(0, length))) return length;
  }
  return 0;
}
