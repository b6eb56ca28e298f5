import { SwitchyardError } from '../chat/errors.ts';
import type { Model } from '../models/model.ts';
import type { Clock } from '../ports/clock.ts';
import type { ProviderSetup } from '../routing/setup.ts';
import { say } from '../words.ts';

/** How long one provider call may take, in milliseconds. */
export interface Deadlines {
  /** Until the first text, reasoning or tool call; keep-alive comments do not count. */
  readonly firstTokenMs: number;
  /** Between any two bytes after that; keep-alive comments count. */
  readonly idleMs: number;
  readonly totalMs: number;
}

const FIRST_TOKEN_MS = 10_000;
/** Reasoning models think and local servers load a model before their first word. */
const PATIENT_FIRST_TOKEN_MS = 120_000;
const IDLE_MS = 15_000;
const TOTAL_MS = 600_000;
/** How long the usage of a finished answer is waited for. */
const GRACE_MS = 2000;

/** The deadlines of a call: the provider's settings, else the defaults for this kind of model. */
export function deadlinesFor({ timeouts, loopback }: ProviderSetup, model: Model): Deadlines {
  const patient = loopback || model.reasoning;
  return {
    firstTokenMs: timeouts.firstTokenMs ?? (patient ? PATIENT_FIRST_TOKEN_MS : FIRST_TOKEN_MS),
    idleMs: timeouts.idleMs ?? IDLE_MS,
    totalMs: timeouts.totalMs ?? TOTAL_MS,
  };
}

/** Watches one call: calls `onLate` once with a `timeout` error when a deadline passes. */
export class DeadlineWatch {
  readonly #deadlines: Deadlines;
  readonly #clock: Clock;
  readonly #onLate: (error: SwitchyardError) => void;
  readonly #startedAt: number;
  #lastActivityAt: number;
  #spoke = false;
  #finishedAt: number | undefined;
  #cancel: () => void = () => {};

  constructor(deadlines: Deadlines, clock: Clock, onLate: (error: SwitchyardError) => void) {
    this.#deadlines = deadlines;
    this.#clock = clock;
    this.#onLate = onLate;
    this.#startedAt = clock.monotonic();
    this.#lastActivityAt = this.#startedAt;
    this.#arm();
  }

  /** Bytes arrived. */
  activity(): void {
    this.#lastActivityAt = this.#clock.monotonic();
  }

  /** The model said something. */
  spoke(): void {
    this.activity();
    if (this.#finishedAt !== undefined) this.#finishedAt = this.#lastActivityAt;
    if (this.#spoke) return;
    this.#spoke = true;
    this.#arm();
  }

  /** The model said that its answer is whole. */
  finished(): void {
    this.#finishedAt = this.#clock.monotonic();
    this.#arm();
  }

  stop(): void {
    this.#cancel();
  }

  // One timer that re-arms itself when it comes too early: no timer is made for each chunk.
  #arm(): void {
    this.#cancel();
    const { dueAt } = this.#next();
    this.#cancel = this.#clock.schedule(Math.max(0, dueAt - this.#clock.monotonic()), () => {
      const { dueAt: due, message } = this.#next();
      if (this.#clock.monotonic() + 1 < due) this.#arm();
      else this.#onLate(new SwitchyardError('timeout', message));
    });
  }

  #next(): { dueAt: number; message: string } {
    const { firstTokenMs, idleMs, totalMs } = this.#deadlines;
    if (this.#finishedAt !== undefined) {
      return { dueAt: this.#finishedAt + GRACE_MS, message: say('no usage came') };
    }
    const total = { dueAt: this.#startedAt + totalMs, message: say('not finished after {0}', seconds(totalMs)) };
    const wait = this.#spoke
      ? {
          dueAt: this.#lastActivityAt + idleMs,
          message: say('silent for {0} in the middle of the answer', seconds(idleMs)),
        }
      : { dueAt: this.#startedAt + firstTokenMs, message: say('no first word within {0}', seconds(firstTokenMs)) };
    return wait.dueAt < total.dueAt ? wait : total;
  }
}

function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Math.round(ms / 100) / 10} s`;
}
