import { type ErrorKind, SwitchyardError } from '../../../src/core/chat/errors.ts';
import { type Ailment, type BreakerOptions, CircuitBreaker } from '../../../src/core/resilience/breaker.ts';
import { FakeClock } from '../../fakes/fakeClock.ts';

export const COOLDOWN_MS = 15_000;

/** What a test makes special of a call. */
interface Call {
  readonly model?: string;
  readonly retryAfterMs?: number;
  readonly status?: number;
  readonly by?: string;
}

/** A breaker in fake time, with calls that end as a test wants. */
export class Patient {
  readonly clock: FakeClock;
  readonly breaker: CircuitBreaker;
  readonly openings: Ailment[] = [];
  cooldownMs = COOLDOWN_MS;
  #calls = 0;

  constructor(options: Partial<BreakerOptions> = {}, clock = new FakeClock()) {
    this.clock = clock;
    this.breaker = new CircuitBreaker(clock, options);
    this.breaker.onOpen((ailment) => this.openings.push(ailment));
  }

  /** Calls a model, whether or not it rests. */
  call(
    outcome: 'ok' | ErrorKind,
    { model = 'a/m', retryAfterMs, status, by = `call ${++this.#calls}` }: Call = {},
  ): void {
    const permit = this.breaker.begin(model, accountOf(model), by);
    if (outcome === 'ok') permit.succeeded();
    else permit.failed(new SwitchyardError(outcome, 'x', { retryAfterMs, status }), this.cooldownMs);
    permit.end();
  }

  /** How many milliseconds it rests; 0: it may be asked; null: until its key changes. */
  rests(model = 'a/m'): number | null {
    const rest = this.breaker.openFor(model, accountOf(model));
    return rest === undefined ? 0 : rest.remainingMs;
  }
}

function accountOf(model: string): string {
  return model.slice(0, model.indexOf('/'));
}
