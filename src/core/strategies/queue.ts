import type { FailedAttempt } from '../chat/chatEvent.ts';
import type { SwitchyardError } from '../chat/errors.ts';
import { accountOf } from '../models/account.ts';
import { CONSEQUENCES } from '../resilience/failover.ts';
import type { Candidate } from '../routing/candidates.ts';
import { say } from '../words.ts';
import type { Plan } from './strategy.ts';

/** Who is still to be asked after an error, and who is passed over because it would fail alike. */
export interface Remaining {
  readonly queue: readonly Candidate[];
  readonly passedOver: readonly FailedAttempt[];
}

/** Whom to ask when the first of a queue has failed; nobody where every target would say the same. */
export function afterFailure(queue: readonly Candidate[], error: SwitchyardError, plan: Plan): Remaining {
  const [failed, ...others] = queue;
  const nobody = { queue: [], passedOver: [] };
  if (failed === undefined) return nobody;
  const { after, blames } = CONSEQUENCES[error.kind];
  // A refused key is refused for every model of its provider.
  const rest = blames === 'provider' ? otherProviders(others, failed) : others;
  switch (after) {
    case 'next':
      return { queue: rest, passedOver: [] };
    case 'nextThatFits':
      return largerFirst(largerWindows(rest, error.details.contextWindow ?? exceededWindow(failed)), failed);
    case 'nextProviderIfAllowed':
      return plan.resilience.contentFilterToNext ? { queue: otherProviders(rest, failed), passedOver: [] } : nobody;
    case 'stop':
      return nobody;
  }
}

function otherProviders(queue: readonly Candidate[], { model, provider }: Candidate): Candidate[] {
  const account = accountOf(model, provider);
  return queue.filter((candidate) => accountOf(candidate.model, candidate.provider) !== account);
}

/** The failed model's window, where the request may really have been too long for it: vendors mean other limits, too. */
function exceededWindow({ model: { contextWindow }, inputTokens }: Candidate): number | undefined {
  return contextWindow !== undefined && inputTokens > contextWindow / 2 ? contextWindow : undefined;
}

/** What did not fit one window does not fit a smaller one. */
function largerWindows(queue: readonly Candidate[], tooSmall: number | undefined): Remaining {
  const fits = ({ model: { contextWindow } }: Candidate) =>
    tooSmall === undefined || contextWindow === undefined || contextWindow > tooSmall;
  const passedOver = queue
    .filter((candidate) => !fits(candidate))
    .map(({ model }) => ({
      model: model.id,
      kind: 'contextLength' as const,
      message: say(
        'not asked: its window holds {0} tokens, no more than one that was too small',
        model.contextWindow ?? 0,
      ),
    }));
  return { queue: queue.filter(fits), passedOver };
}

/** Whoever is known to hold more than the model that failed comes first: what is known of that one may be too much. */
function largerFirst({ queue, passedOver }: Remaining, { model: { contextWindow: failed } }: Candidate): Remaining {
  const isLarger = ({ model: { contextWindow } }: Candidate) =>
    failed === undefined || contextWindow === undefined || contextWindow > failed;
  return { queue: [...queue.filter(isLarger), ...queue.filter((one) => !isLarger(one))], passedOver };
}
