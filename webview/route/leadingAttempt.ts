import type { Answer } from '../../src/protocol/answer.ts';

/** The index of the attempt that answers: the last one that was turned to; one that is asked beside another leads only then. */
export function leadingAttempt({ attempts, fallbacks }: Answer): number {
  let leader = attempts.length === 0 ? -1 : 0;
  for (const [index, { model }] of attempts.entries()) {
    const turnedTo = model === attempts[leader]?.model || fallbacks.some(({ to }) => to === model);
    if (turnedTo) leader = index;
  }
  return leader;
}
