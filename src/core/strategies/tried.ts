import type { Charge } from '../accounting/meter.ts';
import type { FailedAttempt, StoppedAttempt } from '../chat/chatEvent.ts';
import { besideAnswer, type HeldAnswer } from './heldAnswer.ts';

/** What was asked for a request so far beside its answer. */
export class Tried {
  readonly charges: Charge[] = [];
  readonly stopped: StoppedAttempt[] = [];
  readonly failures: FailedAttempt[] = [];
  /** The number of the last attempt. */
  attempts = 0;

  /** Its answer is not the one that is given. */
  beside(held: HeldAnswer): void {
    this.charges.push(...held.outcome.charges);
    this.stopped.push(...besideAnswer(held));
    this.counted(held);
  }

  counted({ attempt }: HeldAnswer): void {
    this.attempts = Math.max(this.attempts, attempt?.attempt ?? 0);
  }

  /** What all of it has cost, as far as that is known, with these calls; in integer nano-dollars. */
  spentNano(more: readonly Charge[]): number {
    return [...this.charges, ...more].reduce((sum, { costNano }) => sum + (costNano ?? 0), 0);
  }
}
