import type { Limit, Standing } from '../accounting/budget.ts';
import type { LimitName } from '../accounting/limitName.ts';
import type { AttemptRow } from './ledger.ts';

/** The attempt that money is set aside for, and what an estimate of it takes should its process die. */
export interface Reservation
  extends Pick<
    AttemptRow,
    'requestId' | 'attempt' | 'startedAt' | 'source' | 'conversationId' | 'task' | 'difficulty' | 'model' | 'provider'
  > {
  /** A job that will be resumed: its reservation outlives its process. */
  readonly job: string | null;
  readonly inputTokens: number;
  readonly inputNano: number;
  /** Nano-dollars for a million tokens of output. */
  readonly outputRate: number;
  /** It may write much that is never seen. */
  readonly hidden: boolean;
}

/** What is set aside: all of it counts as spent until the attempt is settled. */
export interface Amount {
  readonly nano: number;
  readonly outputTokens: number;
}

/** Money that is set aside, shared by all processes. A ledger row of the same request and attempt settles it. */
export interface Reservations {
  /** How much of each limit is gone. */
  standings(limits: readonly Limit[]): Standing[];
  /**
   * Sets money aside in one transaction with the look at the limits: `amountFor` is told what the tightest leaves (integer
   * nano-dollars, or infinity) and says what to take, or undefined for nothing. Returns the amount, else that limit.
   * Rejects with a `SwitchyardError` when `signal` stops or nothing can be written.
   */
  reserve(
    reservation: Reservation,
    limits: readonly Limit[],
    amountFor: (leftNano: number) => Amount | undefined,
    signal: AbortSignal,
  ): Promise<Amount | Standing>;
  /** How many tokens have come by now: what is known of the answer if this process dies. False: it was not written. */
  wrote(requestId: string, attempt: number, outputTokens: number): boolean;
  /** Turns what dead processes had set aside into estimated ledger rows, except for jobs; how many there were. */
  recover(): number;
  /** A job is over or given up: what it left behind may be recovered. */
  endJob(job: string): void;
  /** Lets this limit be passed until then. */
  overrule(limit: LimitName, until: number): void;
  /** The limits that may be passed now. */
  overruled(now: number): ReadonlySet<LimitName>;
}
