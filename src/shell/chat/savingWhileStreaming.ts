/** How soon after it came a word is on disk, as long as that costs next to nothing. */
const SOONEST_MS = 500;
/** Longer than this nothing that was shown may be lost, whatever writing costs. */
const LATEST_MS = 5000;
/** Writing takes at most one part of the time in so many. */
const SHARE = 40;

/**
 * Calls `save` again and again while an answer comes, as often as writing is cheap: a long chat takes longer to write,
 * and is written less often. Nothing is written as long as `version` says that nothing has come. Returns how to end it.
 */
export function savingWhileStreaming(
  version: () => unknown,
  save: () => Promise<void>,
  now: () => number = () => performance.now(),
): () => void {
  let saved = version();
  let ended = false;
  let timer = setTimeout(next, SOONEST_MS);

  async function next(): Promise<void> {
    let wait = SOONEST_MS;
    const current = version();
    if (current !== saved) {
      saved = current;
      const began = now();
      await save();
      wait = Math.min(Math.max(SOONEST_MS, (now() - began) * SHARE), LATEST_MS);
    }
    if (!ended) timer = setTimeout(next, wait);
  }

  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
