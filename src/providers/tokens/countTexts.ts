import { estimateTokens } from '../../core/accounting/estimateTokens.ts';
import type { TokenFamily } from '../../core/accounting/tokenFamilies.ts';
import { segments } from './segments.ts';

/** How long others wait at most, and all of it; in milliseconds. */
const SLICE_MS = 10;
const PATIENCE_MS = 700;
/** A piece without any space takes time by the square of its length: 15 ms for the worst of this length. */
const SEGMENT = 2000;

/**
 * The tokens of some texts, counted in slices between which others get their turn. When it takes too long (megabytes, or
 * texts that no vocabulary was made for) the rest is estimated, corrected by what was counted so far.
 */
export async function countTexts(
  texts: readonly string[],
  family: TokenFamily,
  count: (text: string) => number,
  signal: AbortSignal,
): Promise<number> {
  const patienceEnds = performance.now() + PATIENCE_MS;
  const known = { counted: 0, estimated: 0 };
  let rest = 0;
  let sliceEnds = performance.now() + SLICE_MS;
  for (const text of texts) {
    for (const segment of segments(text, SEGMENT)) {
      const now = performance.now();
      if (now > sliceEnds) {
        await new Promise((resolve) => setTimeout(resolve));
        signal.throwIfAborted();
        sliceEnds = performance.now() + SLICE_MS;
      }
      const estimate = estimateTokens(segment, family);
      if (now > patienceEnds) {
        rest += estimate;
      } else {
        known.counted += count(segment);
        known.estimated += estimate;
      }
    }
  }
  return known.counted + Math.ceil(rest * (known.estimated === 0 ? 1 : known.counted / known.estimated));
}
