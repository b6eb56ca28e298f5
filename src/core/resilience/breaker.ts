import type { ErrorKind, SwitchyardError } from '../chat/errors.ts';
import type { Clock } from '../ports/clock.ts';
import { CONSEQUENCES } from './failover.ts';

/** Why a circuit is open: the fault that opened it and when it may be tried again (monotonic milliseconds). */
interface OpenCircuit {
  readonly kind: ErrorKind;
  readonly until: number;
}

const LONGEST_COOLDOWN_MS = 5 * 60_000;

/**
 * Remembers which targets failed a moment ago, so that they are not asked again for a cooldown while another can
 * answer. In memory, per window.
 */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #open = new Map<string, OpenCircuit>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Opens the model's circuit, or its provider's for faults of the key, for `cooldownMs` or as long as the server asked. */
  failed(model: string, provider: string, error: SwitchyardError, cooldownMs: number): void {
    const { blames } = CONSEQUENCES[error.kind];
    if (blames === 'nobody') return;
    const cooldown = Math.min(Math.max(cooldownMs, error.retryAfterMs ?? 0), LONGEST_COOLDOWN_MS);
    const key = blames === 'provider' ? provider : model;
    this.#open.set(key, { kind: error.kind, until: this.#clock.monotonic() + cooldown });
  }

  succeeded(model: string, provider: string): void {
    this.#open.delete(model);
    this.#open.delete(provider);
  }

  /** The fault that keeps this model's circuit open and for how much longer; undefined when it may be asked. */
  openFor(model: string, provider: string): { kind: ErrorKind; remainingMs: number } | undefined {
    for (const key of [model, provider]) {
      const circuit = this.#open.get(key);
      if (circuit === undefined) continue;
      const remainingMs = circuit.until - this.#clock.monotonic();
      if (remainingMs > 0) return { kind: circuit.kind, remainingMs };
      this.#open.delete(key);
    }
    return undefined;
  }

  /** Forgets what is known of a provider, say because its key changed. */
  reset(provider: string): void {
    for (const key of [...this.#open.keys()]) {
      if (key === provider || key.startsWith(`${provider}/`)) this.#open.delete(key);
    }
  }
}
