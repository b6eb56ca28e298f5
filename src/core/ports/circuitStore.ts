import type { ErrorKind } from '../chat/errors.ts';

/** How so many calls ended at about a moment (wall-clock milliseconds). */
export interface Sample {
  readonly at: number;
  readonly kind: ErrorKind | 'ok';
  readonly count: number;
}

/** Why a circuit is open and what closes it. Moments are wall-clock milliseconds, which all processes share. */
export interface OpenCircuit {
  readonly kind: ErrorKind;
  /** How many failures opened it. */
  readonly failures: number;
  /** When it was closed for the last time. */
  readonly since: number;
  /** When it opened last: later than `since` after a probe that failed. */
  readonly at: number;
  /** When one request may try it; null: not by time alone. */
  readonly until: number | null;
  /** The sign of the key that was refused: it is closed when the key has another. */
  readonly keyPrint?: string;
  /** The request that tries it now, and until when it is believed to live. */
  readonly probe?: { readonly by: string; readonly until: number };
}

/** What is remembered of one target or provider. */
export interface Circuit {
  /** Of the last minute, oldest first; empty while it is open. */
  readonly samples: readonly Sample[];
  readonly open?: OpenCircuit;
}

export const CLOSED: Circuit = { samples: [] };

/** Where circuits are kept; all processes that share it see the same. Never throws. */
export interface CircuitStore {
  /** All that is remembered, by key. Read on the path of every request: takes microseconds. */
  all(): ReadonlyMap<string, Circuit>;
  /**
   * Changes some circuits, no other process in between, and returns them as they are then. While another process holds
   * the store it is done later and only this process sees it at once; `skip`: it is not done, the answer is undefined.
   */
  change(keys: readonly string[], change: Change, ifBusy?: 'later' | 'skip'): ReadonlyMap<string, Circuit> | undefined;
  /** Forgets circuits; all of them where no key is named. */
  forget(keys?: readonly string[]): void;
  /** A short sign by which this store tells whether a secret is the same; nothing can be read from it. */
  signOf(secret: string): string;
}

/** What becomes of a circuit. May be called twice: it must depend on nothing but the circuit. */
export type Change = (circuit: Circuit, key: string) => Circuit;

/** Circuits that live as long as the process. */
export class ShortCircuits implements CircuitStore {
  readonly #circuits: Map<string, Circuit>;

  constructor(circuits: ReadonlyMap<string, Circuit> = new Map()) {
    this.#circuits = new Map(circuits);
  }

  all(): ReadonlyMap<string, Circuit> {
    return this.#circuits;
  }

  change(keys: readonly string[], change: Change): ReadonlyMap<string, Circuit> {
    return changeIn(this.#circuits, keys, change);
  }

  forget(keys: readonly string[] = [...this.#circuits.keys()]): void {
    for (const key of keys) this.#circuits.delete(key);
  }

  /** Within one process a secret is its own sign. */
  signOf(secret: string): string {
    return secret;
  }
}

/** Makes changes in a map; what is closed and has nothing to remember is not kept. Returns the changed circuits. */
export function changeIn(
  circuits: Map<string, Circuit>,
  keys: readonly string[],
  change: Change,
): ReadonlyMap<string, Circuit> {
  const changed = new Map(keys.map((key) => [key, change(circuits.get(key) ?? CLOSED, key)]));
  for (const [key, circuit] of changed) {
    if (circuit.open === undefined && circuit.samples.length === 0) circuits.delete(key);
    else circuits.set(key, circuit);
  }
  return changed;
}
