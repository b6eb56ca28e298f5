/**
 * Tokens of one answer. `inputTokens` counts all input, cached and cache-written included; `outputTokens` all billed
 * output, reasoning included. The other fields are parts of those two.
 */
export interface Usage {
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
}

export const NO_USAGE: Usage = {
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
};

/**
 * The same tokens as parts of which no two overlap: what prices are made of. Every dialect brings its vendor's way of
 * counting into this form.
 */
export interface TokenParts {
  /** Input that was neither read from a cache nor written to one. */
  readonly uncachedInput: number;
  readonly cacheRead: number;
  /** Written to a cache that lives five minutes, or as long as the vendor decides. */
  readonly cacheWrite5m: number;
  /** Written to a cache that lives an hour. */
  readonly cacheWrite1h: number;
  /** Billed output that is no reasoning: text, refusals and tool calls. */
  readonly outputText: number;
  readonly reasoning: number;
}

/** The parts that a vendor reported. */
export interface UsageParts extends TokenParts {
  /** What the vendor says of a part that would be more than its whole: it is told like that, and charged as the whole. */
  readonly claimed?: Partial<Pick<Usage, 'cachedInputTokens' | 'cacheWriteTokens' | 'reasoningTokens'>>;
}

export const NO_PARTS: UsageParts = {
  uncachedInput: 0,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
  outputText: 0,
  reasoning: 0,
};

/** The sum of all parts: what a vendor that reports a total should have reported. */
export function totalTokens(parts: TokenParts): number {
  return inputTokensOf(parts) + parts.outputText + parts.reasoning;
}

/** All input, cached and cache-written included. */
export function inputTokensOf({ uncachedInput, cacheRead, cacheWrite5m, cacheWrite1h }: TokenParts): number {
  return uncachedInput + cacheRead + cacheWrite5m + cacheWrite1h;
}

/** The parts as the public interface counts them. */
export function usageOf(parts: UsageParts): Usage {
  return {
    inputTokens: inputTokensOf(parts),
    cachedInputTokens: parts.cacheRead,
    cacheWriteTokens: parts.cacheWrite5m + parts.cacheWrite1h,
    outputTokens: parts.outputText + parts.reasoning,
    reasoningTokens: parts.reasoning,
    ...parts.claimed,
  };
}

/** Counts that contain each other, as most vendors report them: `input` holds cached and written tokens, `output` reasoning. */
interface Counts {
  readonly input: number;
  readonly cacheRead?: number;
  readonly cacheWrite5m?: number;
  readonly cacheWrite1h?: number;
  readonly output: number;
  readonly reasoning?: number;
}

/** Parts from such counts. A part never exceeds its whole. */
export function partsOf({
  input,
  output,
  cacheRead = 0,
  cacheWrite5m = 0,
  cacheWrite1h = 0,
  reasoning = 0,
}: Counts): UsageParts {
  const read = Math.min(cacheRead, input);
  const write5m = Math.min(cacheWrite5m, input - read);
  const write1h = Math.min(cacheWrite1h, input - read - write5m);
  const thought = Math.min(reasoning, output);
  const written = cacheWrite5m + cacheWrite1h;
  const claimed = {
    ...(cacheRead > read ? { cachedInputTokens: cacheRead } : {}),
    ...(written > write5m + write1h ? { cacheWriteTokens: written } : {}),
    ...(reasoning > thought ? { reasoningTokens: reasoning } : {}),
  };
  return {
    uncachedInput: input - read - write5m - write1h,
    cacheRead: read,
    cacheWrite5m: write5m,
    cacheWrite1h: write1h,
    outputText: output - thought,
    reasoning: thought,
    ...(Object.keys(claimed).length === 0 ? {} : { claimed }),
  };
}
