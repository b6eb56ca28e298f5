import { SwitchyardError } from '../chat/errors.ts';
import type { Task } from '../chat/task.ts';
import type { Model } from '../models/model.ts';
import type { Clock } from '../ports/clock.ts';
import { say } from '../words.ts';

/** A call that a drill let fail. */
export interface DrillHit {
  readonly requestId: string;
  readonly task: Task;
  readonly model: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What a drill takes down: a provider's id or a model's full id, until a moment (milliseconds since 1970). */
export interface DrillTarget {
  readonly target: string;
  readonly until: number;
}

/** Takes a provider or a model down for a while, so that fallbacks are tried before they are needed. */
export class Drill {
  readonly #clock: Clock;
  #down: DrillTarget | undefined;
  #hits: DrillHit[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Lets every call to this provider (its id) or model (its full id) fail for so long; another drill ends. */
  start(target: string, forMs: number): void {
    this.#hits = [];
    this.#down = { target, until: this.#clock.now() + forMs };
  }

  /** Ends the drill; tells what it let fail, in order. */
  stop(): readonly DrillHit[] {
    this.#down = undefined;
    return this.#hits;
  }

  /** The calls of a request that the last drill let fail, in order. */
  hitsOf(requestId: string): readonly DrillHit[] {
    return this.#hits.filter((hit) => hit.requestId === requestId);
  }

  /** What is down now, the same object for as long as the drill lasts; undefined while none is on. */
  get down(): DrillTarget | undefined {
    return this.#down !== undefined && this.#clock.now() < this.#down.until ? this.#down : undefined;
  }

  isDown({ id, provider }: Pick<Model, 'id' | 'provider'>): boolean {
    const target = this.down?.target;
    return target === id || target === provider;
  }

  /** For how many milliseconds this model stays down; undefined where no drill is on for it. */
  remainingMs(model: Pick<Model, 'id' | 'provider'>): number | undefined {
    const { down } = this;
    return down !== undefined && this.isDown(model) ? down.until - this.#clock.now() : undefined;
  }

  /** The failure of a call to this model, which is noted down; undefined where no drill is on for it. */
  fault(model: Model, requestId: string, task: Task): SwitchyardError | undefined {
    if (!this.isDown(model)) return undefined;
    this.#hits.push({ requestId, task, model: model.id, at: this.#clock.now() });
    return new SwitchyardError('network', say('A fire drill took it down.'));
  }
}
