import { type Change, type Circuit, type CircuitStore, ShortCircuits } from '../ports/circuitStore.ts';
import type { Drill, DrillTarget } from './drill.ts';

/**
 * Circuits that all processes share, but for those of whom a drill takes down: while it lasts they are this process's own,
 * as they were at its beginning. At its end they are what the others know, as if it had never been.
 */
export class DrillCircuits implements CircuitStore {
  readonly #shared: CircuitStore;
  readonly #drill: Pick<Drill, 'down'>;
  #own: { readonly down: DrillTarget; readonly circuits: ShortCircuits } | undefined;

  constructor(shared: CircuitStore, drill: Pick<Drill, 'down'>) {
    this.#shared = shared;
    this.#drill = drill;
  }

  all(): ReadonlyMap<string, Circuit> {
    const own = this.#current();
    if (own === undefined) return this.#shared.all();
    const others = [...this.#shared.all()].filter(([key]) => !concerns(own.down, key));
    return new Map([...others, ...own.circuits.all()]);
  }

  change(keys: readonly string[], change: Change, ifBusy?: 'later' | 'skip'): ReadonlyMap<string, Circuit> | undefined {
    const own = this.#current();
    const ours = own === undefined ? [] : keys.filter((key) => concerns(own.down, key));
    const others = keys.filter((key) => !ours.includes(key));
    const changed = others.length === 0 ? new Map() : this.#shared.change(others, change, ifBusy);
    if (own === undefined || changed === undefined) return changed;
    return new Map([...changed, ...own.circuits.change(ours, change)]);
  }

  forget(keys?: readonly string[]): void {
    const own = this.#current();
    if (own === undefined) this.#shared.forget(keys);
    else {
      own.circuits.forget(keys);
      this.#shared.forget((keys ?? [...this.#shared.all().keys()]).filter((key) => !concerns(own.down, key)));
    }
  }

  signOf(secret: string): string {
    return this.#shared.signOf(secret);
  }

  #current() {
    const { down } = this.#drill;
    if (down === undefined) this.#own = undefined;
    else if (this.#own?.down !== down) {
      const known = [...this.#shared.all()].filter(([key]) => concerns(down, key));
      this.#own = { down, circuits: new ShortCircuits(new Map(known)) };
    }
    return this.#own;
  }
}

/** Whether a circuit (`model ID` or `account ID`) is of the target, of its models, or of the account that it belongs to. */
export function concerns({ target }: DrillTarget, key: string): boolean {
  const id = key.slice(key.indexOf(' ') + 1);
  const isAccount = key.startsWith('account ');
  return id === target || id.startsWith(`${target}/`) || (isAccount && target.startsWith(`${id}/`));
}
