import { CircuitState } from 'cockatiel';
import type { ErrorKind, SwitchyardError } from '../chat/errors.ts';
import { type Circuit, type CircuitStore, CLOSED, type Sample, ShortCircuits } from '../ports/circuitStore.ts';
import type { Clock } from '../ports/clock.ts';
import { afterFailure, afterSuccess, claimed, isProbed, PROBE_LEASE_MS, released, stateOf } from './circuit.ts';
import { BLAMES, withSample } from './trippingRule.ts';

/** Why a model rests, and for how many milliseconds; null: until its key changes. */
export interface Rest {
  readonly kind: ErrorKind;
  readonly remainingMs: number | null;
  /** Its rest is over, and another request tries it now. */
  readonly probed: boolean;
}

/** A circuit that is open, as it is shown. */
export interface Ailment extends Rest {
  /** A model's full id, or whose account it is. */
  readonly of: 'model' | 'account';
  readonly id: string;
  readonly failures: number;
  /** When it was well for the last time: it tells one illness from the next. */
  readonly since: number;
}

/** A call that has begun. */
interface Call {
  readonly model: string;
  readonly account: string;
  readonly by: string;
  readonly startedAt: number;
  readonly keyPrint: string | undefined;
}

/** One call, as the breaker follows it. Exactly one of its endings is told, `end` always last. */
export interface Permit {
  succeeded(): void;
  failed(error: SwitchyardError, cooldownMs: number): void;
  /** It is over, however it ended. */
  end(): void;
}

/** How the breaker learns what it cannot know by itself. */
export interface BreakerOptions {
  readonly store: CircuitStore;
  /** From 0 to 1. */
  readonly random: () => number;
  /** The sign of an account's key; undefined where it has none or it is not known yet. */
  readonly keyPrint: (account: string) => string | undefined;
}

const ALONE: BreakerOptions = { store: new ShortCircuits(), random: () => 0, keyPrint: () => undefined };

/**
 * One circuit for each model and one for each provider's account, shared by everyone who shares the store: closed until
 * `trippingRule.ts` opens it, then half-open, when exactly one request may try it. It forbids nothing: it says who is asked
 * last. cockatiel's policy is not used, because its state is its own process's and it makes requests wait for a probe.
 */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #options: BreakerOptions;
  readonly #listeners = new Set<(ailment: Ailment) => void>();
  /** What went well changes no closed circuit: it is told to the store with the next failure. */
  readonly #wentWell = new Map<string, readonly Sample[]>();

  constructor(clock: Clock, options: Partial<BreakerOptions> = {}) {
    this.#clock = clock;
    this.#options = { ...ALONE, store: new ShortCircuits(), ...options };
  }

  /** Why this model is asked last, and for how long; undefined when it may be asked, by the request `by` if one is named. */
  openFor(model: string, account: string, by?: string): Rest | undefined {
    if (this.#options.store.all().size === 0) return undefined;
    const own = this.#restOf(modelKey(model), by);
    const shared = this.#restOf(accountKey(account), by);
    return shared === undefined || (own !== undefined && !isLonger(shared, own)) ? own : shared;
  }

  /** Whether a request may ask this model now; it is then the one that tries a half-open circuit. */
  admit(model: string, account: string, by: string): boolean {
    if (this.openFor(model, account, by) !== undefined) return false;
    const now = this.#clock.now();
    const keys = keysOf(model, account).filter((key) => stateOf(this.#circuit(key), now) === CircuitState.HalfOpen);
    if (keys.length === 0) return true;
    const changed = this.#options.store.change(keys, (circuit) => claimed(circuit, by, now), 'skip');
    if (changed === undefined) return false;
    const isOurs = ({ open }: Circuit) => open === undefined || open.probe?.by === by;
    if ([...changed.values()].every(isOurs)) return true;
    this.#options.store.change(keys, (circuit) => released(circuit, by));
    return false;
  }

  /** Whether nothing is held against a model: it neither rests nor is tried again after a rest. */
  isWell(model: string, account: string): boolean {
    return keysOf(model, account).every((key) => this.#circuit(key).open === undefined);
  }

  /** A call begins, admitted or not. */
  begin(model: string, account: string, by: string): Permit {
    this.admit(model, account, by);
    const startedAt = this.#clock.now();
    // The key may change before the answer comes.
    const keyPrint = this.#options.keyPrint(account);
    const claims = () => this.#claims(model, account, by);
    const renewal = claims().length > 0 ? this.#renew(claims, by) : () => {};
    return {
      succeeded: () => this.#succeeded(keysOf(model, account), { by, startedAt }),
      failed: (error, cooldownMs) => this.#failed({ model, account, by, startedAt, keyPrint }, error, cooldownMs),
      end: () => {
        renewal();
        this.release(model, account, by);
      },
    };
  }

  /** A request that was admitted makes no call, or none any more: another one may try the model. */
  release(model: string, account: string, by: string): void {
    const held = this.#claims(model, account, by);
    if (held.length > 0) this.#options.store.change(held, (circuit) => released(circuit, by));
  }

  /** Forgets what is known of a provider and its models; of all where none is named. */
  reset(provider?: string): void {
    const { store } = this.#options;
    const isOf = (id: string) => provider === undefined || id === provider || id.startsWith(`${provider}/`);
    store.forget([...store.all().keys()].filter((key) => isOf(idOf(key))));
    for (const key of [...this.#wentWell.keys()]) if (isOf(idOf(key))) this.#wentWell.delete(key);
  }

  /** Everything that rests now. */
  ailments(): Ailment[] {
    return [...this.#options.store.all().keys()].flatMap((key) => this.#ailmentOf(key) ?? []);
  }

  /** Calls back when a call of this process opened a circuit that was closed; returns what ends it. */
  onOpen(listener: (ailment: Ailment) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The circuits that a request is the one to try. */
  #claims(model: string, account: string, by: string): string[] {
    return keysOf(model, account).filter((key) => this.#circuit(key).open?.probe?.by === by);
  }

  #succeeded(keys: readonly string[], call: { readonly by: string; readonly startedAt: number }): void {
    for (const key of keys) this.#note(key);
    // A circuit that another key opened says nothing of this one, nor this call of that key.
    const open = keys.filter((key) => this.#circuit(key).open !== undefined);
    if (open.length > 0) this.#options.store.change(open, (circuit) => afterSuccess(circuit, call));
  }

  #failed({ model, account, by, startedAt, keyPrint }: Call, error: SwitchyardError, cooldownMs: number): void {
    const { kind, retryAfterMs = 0 } = error;
    const blame = BLAMES[kind];
    const blamed = blame.type === 'sample' ? blame.of : blame.type === 'opens' ? [blame.which] : [];
    const [now, jitter] = [this.#clock.now(), this.#options.random()];
    const failure = { kind, retryAfterMs, by, startedAt, now, cooldownMs, jitter, keyPrint };
    const keys = [
      ...(blamed.includes('model') ? [modelKey(model)] : []),
      ...(blamed.includes('account') ? [accountKey(account)] : []),
    ];
    // Who answers at all can be reached.
    if (error.status !== undefined && !blamed.includes('account'))
      this.#reached(accountKey(account), { by, startedAt });
    if (keys.length === 0) return;
    const news = new Map(keys.map((key) => [key, this.#wentWell.get(key) ?? []]));
    for (const key of keys) this.#wentWell.delete(key);
    const opened = new Set<string>();
    const before = (key: string, circuit: Circuit) => (this.#keyChanged(key, circuit) ? CLOSED : circuit);
    this.#options.store.change(keys, (circuit, key) => {
      const known = before(key, circuit);
      const samples = (news.get(key) ?? []).reduce(withSample, known.samples);
      const after = afterFailure({ ...known, samples }, failure);
      if (isNew(after, known)) opened.add(key);
      return after;
    });
    for (const key of opened) {
      const ailment = this.#ailmentOf(key);
      if (ailment !== undefined) for (const listener of this.#listeners) listener(ailment);
    }
  }

  #reached(key: string, call: { readonly by: string; readonly startedAt: number }): void {
    if (this.#options.store.all().get(key)?.open?.kind === 'network') this.#succeeded([key], call);
    else this.#note(key);
  }

  #note(key: string): void {
    const now = this.#clock.now();
    const recent = (this.#wentWell.get(key) ?? []).filter(({ at }) => at > now - 60_000);
    this.#wentWell.set(key, withSample(recent, { at: now, kind: 'ok', count: 1 }));
  }

  /** Keeps the claims of a call that takes its time; returns what ends that. */
  #renew(claims: () => readonly string[], by: string): () => void {
    let cancel = () => {};
    const arm = () => {
      cancel = this.#clock.schedule(PROBE_LEASE_MS / 3, () => {
        const now = this.#clock.now();
        const held = claims();
        if (held.length > 0) this.#options.store.change(held, (circuit) => claimed(circuit, by, now));
        arm();
      });
    };
    arm();
    return () => cancel();
  }

  #circuit(key: string): Circuit {
    const circuit = this.#options.store.all().get(key) ?? CLOSED;
    return this.#keyChanged(key, circuit) ? CLOSED : circuit;
  }

  /** Whether the key that was refused is not the one that would be sent now. */
  #keyChanged(key: string, { open }: Circuit): boolean {
    if (open?.keyPrint === undefined) return false;
    const print = this.#options.keyPrint(idOf(key));
    return print !== undefined && print !== open.keyPrint;
  }

  #restOf(key: string, by?: string): Rest | undefined {
    const circuit = this.#circuit(key);
    const { open } = circuit;
    if (open === undefined) return undefined;
    const now = this.#clock.now();
    const { kind, until } = open;
    if (stateOf(circuit, now) === CircuitState.Open) {
      return { kind, remainingMs: until === null ? null : until - now, probed: false };
    }
    return isProbed(circuit, by, now) ? { kind, remainingMs: 0, probed: true } : undefined;
  }

  #ailmentOf(key: string): Ailment | undefined {
    const [rest, open] = [this.#restOf(key), this.#circuit(key).open];
    if (rest === undefined || open === undefined) return undefined;
    const { failures, since } = open;
    return { ...rest, failures, since, of: key.startsWith(MODEL) ? 'model' : 'account', id: idOf(key) };
  }
}

const MODEL = 'model ';
const ACCOUNT = 'account ';

function modelKey(model: string): string {
  return `${MODEL}${model}`;
}

function accountKey(account: string): string {
  return `${ACCOUNT}${account}`;
}

function keysOf(model: string, account: string): string[] {
  return [modelKey(model), accountKey(account)];
}

function idOf(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}

/** Whether a circuit has just opened, or for a reason that something else mends. */
function isNew({ open }: Circuit, { open: before }: Circuit): boolean {
  if (open === undefined || before === undefined) return open !== before;
  return open.kind !== before.kind && BLAMES[open.kind].type === 'opens';
}

function isLonger({ remainingMs }: Rest, than: Rest): boolean {
  if (remainingMs === null) return true;
  return than.remainingMs !== null && remainingMs > than.remainingMs;
}
