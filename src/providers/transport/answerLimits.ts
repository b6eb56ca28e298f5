import type { ProviderEvent } from '../../core/ports/provider.ts';
import { tooLong } from './bodyLimits.ts';

/** Text, thoughts and arguments together, in UTF-16 code units: two million tokens, fifteen times what a model writes. */
const LONGEST_ANSWER = 8_000_000;
/** Each is kept to the end of the answer, however short it is. */
const MOST_TOOL_CALLS = 1000;

/** Keeps what an answer says within what readers can hold. */
export class AnswerLimits {
  #length = 0;

  /** Throws `protocol` where it is too much. */
  see(event: ProviderEvent): void {
    if (event.type === 'text' || event.type === 'reasoning') this.#length += event.delta.length;
    else if (event.type === 'toolCall') {
      if (event.index >= MOST_TOOL_CALLS) throw tooLong();
      this.#length += event.argumentsDelta.length;
    }
    if (this.#length > LONGEST_ANSWER) throw tooLong();
  }
}
