import type { FailedAttempt } from '../chat/chatEvent.ts';
import type { Drill } from '../drill/drill.ts';
import { accountOf } from '../models/account.ts';
import type { Candidate } from '../routing/candidates.ts';
import type { CircuitBreaker } from './breaker.ts';

/**
 * How long until the first of the targets that failed can be asked again, in milliseconds, by what their servers said, by
 * their rest, and by the end of a fire drill, which ends the rests that it made; undefined where one can be asked at once or nothing is known.
 */
export function firstBackMs(
  candidates: readonly Candidate[],
  failures: readonly FailedAttempt[],
  { breaker, drill }: { readonly breaker: Pick<CircuitBreaker, 'openFor'>; readonly drill?: Drill | undefined },
): number | undefined {
  const waits = candidates.map(({ model, provider }) => {
    const said = failures.findLast((failure) => failure.model === model.id)?.retryAfterMs ?? 0;
    const rest = breaker.openFor(model.id, accountOf(model, provider));
    // Nobody knows when a key changes.
    if (rest?.remainingMs === null) return Number.POSITIVE_INFINITY;
    return Math.max(said, drill?.remainingMs(model) ?? rest?.remainingMs ?? 0);
  });
  const first = Math.min(...waits);
  return Number.isFinite(first) && first > 0 ? first : undefined;
}
