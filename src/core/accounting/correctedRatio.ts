/** How far a very long request moves the mean; one of `TELLING_TOKENS` half as far, one below a fifth of that not at all. */
const NEWEST_SHARE = 0.3;
const TELLING_TOKENS = 1000;
const BOUNDS = { least: 0.5, most: 2.5 };

/**
 * The tokens a model's vendor counts for each that `estimatePrompt` says, after one more report (of all input tokens): a
 * running mean in which long requests count for more. What a gateway adds to a short question would spoil it, so those
 * are left out, and no report moves it out of 0.5…2.5.
 */
export function correctedRatio(previous: number | undefined, estimated: number, reported: number): number {
  const known = previous ?? 1;
  if (!(Number.isFinite(estimated) && estimated >= TELLING_TOKENS / 5 && reported > 0)) return known;
  const seen = Math.min(BOUNDS.most, Math.max(BOUNDS.least, reported / estimated));
  return known + (seen - known) * NEWEST_SHARE * (estimated / (estimated + TELLING_TOKENS));
}
