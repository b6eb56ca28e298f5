import { accountOf } from '../models/account.ts';
import type { CircuitBreaker } from '../resilience/breaker.ts';
import type { Candidate } from '../routing/candidates.ts';

/**
 * Who is asked next: the first of a queue whose circuit lets this request through, and the first of all where none does.
 * Whoever is out of room is not preferred for that, and the others keep their order. Circuits may have changed since the
 * queue was made.
 */
export function admittedFirst(
  queue: readonly Candidate[],
  breaker: CircuitBreaker,
  requestId: string,
): readonly Candidate[] {
  const index = queue.findIndex(
    ({ model, provider, waitsMs }) =>
      waitsMs === undefined && breaker.admit(model.id, accountOf(model, provider), requestId),
  );
  const admitted = queue[index];
  return admitted === undefined || index === 0 ? queue : [admitted, ...queue.filter((one) => one !== admitted)];
}

/** Lets others try a model that this request was to try, where it did not come to a call or the call has ended. */
export function letGo(candidate: Candidate | undefined, breaker: CircuitBreaker, requestId: string): void {
  if (candidate === undefined) return;
  const { model, provider } = candidate;
  breaker.release(model.id, accountOf(model, provider), requestId);
}
