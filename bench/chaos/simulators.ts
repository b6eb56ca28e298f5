import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ProviderId } from './weather.ts';

/** What the simulated providers saw and billed since they were last asked. */
export interface Seen {
  /** Requests that came, by provider. */
  readonly attempts: Readonly<Record<ProviderId, number>>;
  /** Of the answers whose usage was sent to a client that was still there, in nano-dollars. */
  readonly billedNano: number;
}

export interface Orders {
  readonly seed: number;
  /** The weather is spread over so many requests. */
  readonly total: number;
}

/** The four simulated providers in a process of their own, so that they share no event loop with who is measured. */
export class Simulators implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly baseUrls: Readonly<Record<ProviderId, string>>;

  private constructor(child: ChildProcess, baseUrls: Readonly<Record<ProviderId, string>>) {
    this.#child = child;
    this.baseUrls = baseUrls;
  }

  static async start(): Promise<Simulators> {
    const child = fork(fileURLToPath(new URL('simulatorsMain.ts', import.meta.url)), { execArgv: [] });
    const [baseUrls] = await once(child, 'message');
    return new Simulators(child, baseUrls);
  }

  /** Begins a run of its own: what was seen before is forgotten. */
  async begin(orders: Orders): Promise<void> {
    this.#child.send(orders);
    await once(this.#child, 'message');
  }

  async seen(): Promise<Seen> {
    this.#child.send('seen');
    const [seen] = await once(this.#child, 'message');
    return seen;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}
