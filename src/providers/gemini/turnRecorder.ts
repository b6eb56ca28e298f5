import { textPlace } from '../textPlaces.ts';
import type { Part } from './isPart.ts';

/**
 * Keeps a model's turn as it has to be sent back, places where its text was: every part with its signature in its place, neither merged with one
 * that has a signature (ai.google.dev/gemini-api/docs/thought-signatures). Summaries of thoughts that are not signed
 * need not go back.
 */
export class TurnRecorder {
  readonly #parts: Part[] = [];
  /** The length of unsigned text that may go on. */
  #textLength = 0;
  /** Whether there is anything that plain text and tool calls cannot say. */
  #special = false;

  text(text: string, thought: boolean, thoughtSignature: string | undefined): void {
    if (thoughtSignature === undefined) {
      if (!thought) this.#textLength += text.length;
      return;
    }
    this.part({ ...(thought ? { text, thought } : textPlace(text.length)), thoughtSignature });
  }

  /** Any other part. */
  part(part: Part): void {
    this.#endText();
    this.#parts.push(part);
    this.#special ||= part.thoughtSignature !== undefined || part.functionCall === undefined;
  }

  /** What goes into a `verbatim` event; undefined where the message says it all. */
  get content(): { readonly parts: readonly Part[] } | undefined {
    this.#endText();
    return this.#special ? { parts: this.#parts } : undefined;
  }

  #endText(): void {
    if (this.#textLength > 0) this.#parts.push(textPlace(this.#textLength));
    this.#textLength = 0;
  }
}
