import type { Answer } from '../../src/protocol/answer.ts';

/**
 * The index of the attempt that answers: the last one that was turned to; one that is asked beside another leads only then,
 * one that only checks an answer never, unless its own is given. What was held back leads again where it is given after all.
 */
export function leadingAttempt({ attempts, fallbacks, done }: Answer): number {
  const draft = attempts.findIndex(({ part }) => part === 'draft');
  if (draft !== -1 && done?.remark !== undefined) return draft;
  let leader = attempts.length === 0 ? -1 : Math.max(draft, 0);
  for (const [index, { model, part }] of attempts.entries()) {
    const turnedTo = model === attempts[leader]?.model || fallbacks.some(({ to }) => to === model);
    if (part !== 'check' && (turnedTo || part === 'stronger' || part === 'agreed')) leader = index;
  }
  return leader;
}
