/** How often at least it is written down how much has come of an answer, in tokens: so much more is on its way at most. */
const ON_THE_WAY = 1000;
/** No model in use thinks faster, in tokens for a second. */
const THINKING_RATE = 300;

/** What is known of an answer whose process died. Times in milliseconds. */
export interface Heard {
  readonly startedAt: number;
  readonly seenAt: number;
  /** It may think without a word of it being seen. */
  readonly hidden: 0 | 1;
  readonly written: number;
  readonly outputTokens: number;
}

/** The output that may have been billed by then, from above: no more than was asked for. */
export function guessedTokens({ startedAt, seenAt, hidden, written, outputTokens }: Heard, beatMs: number): number {
  const thought = hidden === 1 ? ((Math.max(0, seenAt - startedAt) + beatMs) / 1000) * THINKING_RATE : 0;
  return Math.min(outputTokens, Math.ceil(Math.max(written + ON_THE_WAY, thought)));
}
