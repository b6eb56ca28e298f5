import type { Charge } from '../accounting/meter.ts';
import { usdFromNano } from '../accounting/price.ts';
import type { AttemptEvent, StoppedAttempt } from '../chat/chatEvent.ts';
import type { AttemptTools } from './attemptTools.ts';
import { single } from './single.ts';
import type { Outcome, Plan, StrategyEvent } from './strategy.ts';

/** One model's answer that nobody has seen yet. */
export interface HeldAnswer {
  readonly outcome: Outcome;
  readonly text: string;
  /** All of it but the attempts, as a reader would have got it. */
  readonly events: readonly StrategyEvent[];
  /** Its last attempt as it was told; undefined where there was none. */
  readonly attempt: AttemptEvent | undefined;
}

/** What its attempts are told with. */
export type Marks = Pick<AttemptEvent, 'part' | 'because'>;

/**
 * Asks one model for an answer that is held back: only its attempts are seen. The plan has that one candidate. Stopping the
 * signal ends the call, and what it has cost is in the outcome.
 */
export async function* heldAnswer(
  plan: Plan,
  marks: Marks,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, HeldAnswer> {
  const events = single(tools)({ ...plan, request: { ...plan.request, retractable: true } }, signal);
  let held: StrategyEvent[] = [];
  let attempt: AttemptEvent | undefined;
  try {
    let next = await events.next();
    for (; !next.done; next = await events.next()) {
      const event = next.value;
      if (event.type === 'attempt') {
        attempt = { ...event, ...marks };
        yield attempt;
      } else if (event.type === 'retract') held = [];
      else held.push(event);
    }
    const text = held.map((event) => (event.type === 'text' ? event.delta : '')).join('');
    return { outcome: next.value, text, events: held, attempt };
  } finally {
    // Closes the connection when the reader stops reading.
    await events.return(undefined as never);
  }
}

/** What an attempt that is not the answer was of the cost. */
export function besideAnswer({ attempt, outcome }: HeldAnswer): StoppedAttempt[] {
  const charge: Charge | undefined = outcome.charges.at(-1);
  if (attempt === undefined || charge === undefined) return [];
  const { costNano: nano, estimated } = charge;
  return [{ attempt: attempt.attempt, costUsd: nano === null ? null : usdFromNano(nano), estimated }];
}
