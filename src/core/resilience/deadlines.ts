import { SwitchyardError } from '../chat/errors.ts';
import type { Model } from '../models/model.ts';
import type { Clock } from '../ports/clock.ts';
import type { ProviderSetup } from '../routing/setup.ts';
import { say } from '../words.ts';
import { firstTokenMs, isPatient, PATIENT_MS } from './firstTokenMs.ts';
import type { Latencies } from './latencies.ts';

/** How long one provider call may take, in milliseconds. */
export interface Deadlines {
  /** Until the first text, reasoning or tool call; keep-alive comments do not count. */
  readonly firstTokenMs: number;
  /** Between any two bytes while it thinks aloud: after a summary a model may go on in silence. `idleMs` when absent. */
  readonly thinkingMs?: number;
  /** Between any two bytes after its first text or tool call; keep-alive comments count. */
  readonly idleMs: number;
  readonly totalMs: number;
}

const IDLE_MS = 15_000;
const TOTAL_MS = 600_000;
/** How long the usage of an answer that is over is waited for: of a whole one, of one that failed, and once some came. */
export const GRACE_MS = { finish: 2000, fault: 200, usage: 300 } as const;

/** What a call's deadlines depend on besides its model. */
export interface Asked {
  /** The fields that are left out of the request. */
  readonly without: readonly string[];
  readonly inputTokens: number;
  readonly latencies: Latencies;
}

/** The deadlines of a call: the provider's settings, else the model's habits, else the defaults for this kind of model. */
export function deadlinesFor(provider: ProviderSetup, model: Model, { without, ...asked }: Asked): Deadlines {
  const { timeouts } = provider;
  const totalMs = timeouts.totalMs ?? TOTAL_MS;
  // An answer that does not stream comes whole, at its end.
  if (without.includes('stream')) return { firstTokenMs: totalMs, thinkingMs: totalMs, idleMs: totalMs, totalMs };
  return {
    firstTokenMs: firstTokenMs(provider, model, asked),
    thinkingMs: timeouts.idleMs ?? (isPatient(provider, model) ? PATIENT_MS : IDLE_MS),
    idleMs: timeouts.idleMs ?? IDLE_MS,
    totalMs,
  };
}

/** Watches one call: calls `onLate` once with a `timeout` error when a deadline passes. */
export class DeadlineWatch {
  readonly #deadlines: Deadlines;
  readonly #clock: Clock;
  readonly #onLate: (error: SwitchyardError) => void;
  readonly #startedAt: number;
  #lastActivityAt: number;
  #said: 'nothing' | 'thoughts' | 'words' = 'nothing';
  #over: { readonly at: number; readonly graceMs: number } | undefined;
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

  /** The model said something: thoughts, or words of its answer. */
  spoke(what: 'thoughts' | 'words'): void {
    this.activity();
    if (this.#over !== undefined) this.#over = { ...this.#over, at: this.#lastActivityAt };
    if (this.#said === what || this.#said === 'words') return;
    this.#said = what;
    this.#arm();
  }

  /** The answer is over; what may still come is waited for so long. */
  over(graceMs: number): void {
    this.#over = { at: this.#clock.monotonic(), graceMs };
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
    const { totalMs } = this.#deadlines;
    const total = { dueAt: this.#startedAt + totalMs, message: say('not finished after {0}', seconds(totalMs)) };
    const wait = this.#wait();
    return wait.dueAt < total.dueAt ? wait : total;
  }

  #wait(): { dueAt: number; message: string } {
    if (this.#over !== undefined) return { dueAt: this.#over.at + this.#over.graceMs, message: say('no usage came') };
    const { firstTokenMs, idleMs, thinkingMs = idleMs } = this.#deadlines;
    if (this.#said === 'nothing') {
      const message = say('no first word within {0}', seconds(firstTokenMs));
      return { dueAt: this.#startedAt + firstTokenMs, message };
    }
    const ms = this.#said === 'thoughts' ? thinkingMs : idleMs;
    return {
      dueAt: this.#lastActivityAt + ms,
      message: say('silent for {0} in the middle of the answer', seconds(ms)),
    };
  }
}

/** `300 ms`, `2.5 s`. */
export function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Math.round(ms / 100) / 10} s`;
}
