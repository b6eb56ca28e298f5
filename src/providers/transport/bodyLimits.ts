import { SwitchyardError } from '../../core/chat/errors.ts';
import { say } from '../../core/words.ts';

/**
 * In bytes, unpacked. The longest answers of today have 128,000 tokens, in chunks of some 350 bytes each at the most
 * talkative vendor: 45 MB.
 */
const LONGEST_BODY = 128_000_000;
/** Between two JSON values, in bytes: a picture within an answer takes some 10 MB, a comment that keeps alive 30 bytes. */
const LONGEST_GAP = 32_000_000;

/** Keeps the body of one answer within what an answer can be, however long its sender goes on. */
export class BodyLimits {
  #total = 0;
  #gap = 0;

  /** Throws `protocol` where it is too much. */
  arrived(bytes: number): void {
    this.#total += bytes;
    this.#gap += bytes;
    if (this.#total > LONGEST_BODY || this.#gap > LONGEST_GAP) throw tooLong();
  }

  /** A value of it was read: nothing before it is kept. */
  understood(): void {
    this.#gap = 0;
  }
}

/** The error of an answer that does not end where any model's would have. */
export function tooLong(): SwitchyardError {
  return new SwitchyardError('protocol', say('the answer is longer than any model writes'));
}
