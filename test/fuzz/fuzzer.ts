import { SwitchyardError } from '../../src/core/chat/errors.ts';
import { textMessage } from '../../src/core/chat/message.ts';
import type { Clock } from '../../src/core/ports/clock.ts';
import type { Provider } from '../../src/core/ports/provider.ts';
import { type AttemptEvent, attempt } from '../../src/core/resilience/attempt.ts';
import { createProviders } from '../../src/providers/createProviders.ts';
import { testSetup } from '../fakes/testSetup.ts';
import { keysOf } from '../providers/eventLines.ts';
import { corpus, type Seed } from './corpus.ts';
import { mutate, Random } from './mutate.ts';

/** Time does not pass: nothing may hang that a deadline would have to end. */
const STILL: Clock = { now: () => 0, monotonic: () => 0, schedule: () => () => {} };
const DEADLINES = { firstTokenMs: 1, idleMs: 1, totalMs: 1 };
const CALL = { providerId: 'a', modelName: 'm', messages: [textMessage('user', 'hi')] };

/** Plays mutated answers to the dialects and looks at what they make of them. */
export class Fuzzer {
  readonly #random: Random;
  readonly #seeds: readonly Seed[];
  readonly #providers = new Map<string, Promise<Provider>>();
  #response: () => Response = () => new Response();

  constructor(seed: number, seeds = corpus()) {
    this.#random = new Random(seed);
    this.#seeds = seeds;
  }

  /**
   * One mutated answer: resolves to how it ended, `ok` or the error's kind. Rejects, naming the recording, when the
   * dialect throws anything but a coded error, yields something that breaks a promise of the port, or does not end.
   */
  async round(): Promise<string> {
    const seed = this.#random.pick(this.#seeds);
    const bytes = mutate(seed.body, this.#random.pick(this.#seeds).body, this.#random);
    const cut = this.#random.below(bytes.length + 1);
    this.#response = () => responseOf(seed, [bytes.subarray(0, cut), bytes.subarray(cut)]);
    try {
      return await this.#play(seed);
    } catch (error) {
      const body = Buffer.from(bytes).toString('base64');
      throw new Error(
        `a mutation of ${seed.name} (${seed.api}): ${error instanceof Error ? error.stack : error}\n${body}`,
      );
    }
  }

  async #play({ api }: Seed): Promise<string> {
    const signal = new AbortController().signal;
    let last: AttemptEvent | undefined;
    try {
      for await (const event of attempt(() => this.#provider(api), CALL, DEADLINES, STILL, signal)) {
        if (last?.type === 'finish') throw new Error('an event after the finish');
        check(event);
        last = event;
      }
    } catch (error) {
      if (SwitchyardError.is(error) && error.message !== '') return error.kind;
      throw error;
    }
    if (last?.type !== 'finish') throw new Error('an answer without an end');
    return 'ok';
  }

  #provider(api: Seed['api']): Promise<Provider> {
    const known = this.#providers.get(api);
    if (known !== undefined) return known;
    const setup = testSetup({ providers: { a: { api, baseUrl: 'http://127.0.0.1/v1', auth: 'none' } } });
    const fetch = async () => this.#response();
    const made = createProviders((id) => setup.providers.get(id), keysOf({}), { fetch }).get('a');
    this.#providers.set(api, made);
    return made;
  }
}

/** What the port promises of every event. */
function check(event: AttemptEvent): void {
  switch (event.type) {
    case 'text':
    case 'reasoning':
      if (typeof event.delta !== 'string' || event.delta === '') throw new Error(`an empty ${event.type}`);
      return;
    case 'toolCall':
      if (!Number.isInteger(event.index) || event.index < 0) throw new Error(`the index ${event.index}`);
      for (const text of [event.id, event.name, event.argumentsDelta]) {
        if (typeof text !== 'string') throw new Error(`a tool call with ${typeof text}`);
      }
      return;
    case 'usage': {
      const { claimed, ...parts } = event.usage;
      for (const [part, tokens] of Object.entries({ ...parts, ...claimed })) {
        if (!(tokens >= 0 && tokens < Number.MAX_SAFE_INTEGER)) throw new Error(`${part} of ${tokens} tokens`);
      }
      if (event.reportedCostUsd !== undefined && !(event.reportedCostUsd >= 0)) throw new Error('a negative cost');
      return;
    }
    case 'details':
    case 'verbatim':
      JSON.stringify(event);
      return;
    case 'finish':
      return;
  }
}

function responseOf({ status, headers }: Seed, parts: readonly Uint8Array[]): Response {
  const waiting = parts.filter(({ length }) => length > 0);
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = waiting.shift();
      if (next === undefined) controller.close();
      else controller.enqueue(next);
    },
  });
  return new Response(body, { status, headers });
}
