import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import type { ChatRequest } from '../../src/core/chat/chatRequest.ts';
import { textMessage } from '../../src/core/chat/message.ts';
import { Limiter } from '../../src/core/limits/limiter.ts';
import { NO_ANSWERS } from '../../src/core/ports/answerCache.ts';
import type { Keys } from '../../src/core/ports/keys.ts';
import { ShortMemory } from '../../src/core/ports/modelMemory.ts';
import type { ProviderCall, ProviderEvent } from '../../src/core/ports/provider.ts';
import { NO_TOKEN_COUNTER } from '../../src/core/ports/tokenCounter.ts';
import { attempt } from '../../src/core/resilience/attempt.ts';
import { CircuitBreaker } from '../../src/core/resilience/breaker.ts';
import type { Deadlines } from '../../src/core/resilience/deadlines.ts';
import { Latencies } from '../../src/core/resilience/latencies.ts';
import { Habits } from '../../src/core/routing/habits.ts';
import { routeChat } from '../../src/core/routing/routeChat.ts';
import type { Setup } from '../../src/core/routing/setup.ts';
import { leakDetector } from '../../src/privacy/detectLeaks.ts';
import { createProviders } from '../../src/providers/createProviders.ts';
import { checkAnswer } from '../../src/providers/structured/checkAnswer.ts';
import { MemoryLimits } from '../../src/storage/limits/memoryLimits.ts';
import { MemoryLedger } from '../../src/storage/memoryLedger.ts';
import { systemClock } from '../../src/storage/systemClock.ts';
import { aRequest } from '../fakes/scenario.ts';
import { testSetup } from '../fakes/testSetup.ts';
import type { Behaviour, Script } from '../simulator/behaviour.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { errorLine, keysOf, lines } from './eventLines.ts';

/** The key that the simulated provider `a` asks for. */
export const KEY = 'sk-of-a';

const PATIENT: Deadlines = { firstTokenMs: 5000, idleMs: 5000, totalMs: 10_000 };

interface Options {
  /** The settings of provider `a`; by default the simulator with a key. */
  readonly provider?: Record<string, unknown>;
  readonly settings?: Record<string, unknown>;
  /** More settings of provider `b`. */
  readonly other?: Record<string, unknown>;
  readonly keys?: Keys;
  readonly fetch?: typeof globalThis.fetch;
}

/** Two simulated providers, `a` (with a key) and `b` (without), one model `m` each, behind the real dialect over real HTTP. */
export class OverHttp implements AsyncDisposable {
  readonly simulator: Simulator;
  readonly setup: Setup;
  readonly ledger = new MemoryLedger();
  readonly breaker = new CircuitBreaker(systemClock);
  readonly limits = new MemoryLimits();
  readonly memory = new ShortMemory();
  readonly #keys: Keys;
  readonly #fetch: typeof globalThis.fetch | undefined;

  private constructor(simulator: Simulator, options: Options) {
    this.simulator = simulator;
    this.#keys = options.keys ?? keysOf({ [`a ${simulator.url}`]: KEY });
    this.#fetch = options.fetch;
    this.setup = testSetup({
      providers: {
        a: { api: 'openai-chat', baseUrl: simulator.baseUrl('a'), ...options.provider },
        b: { api: 'openai-chat', baseUrl: simulator.baseUrl('b'), auth: 'none', ...options.other },
      },
      models: { 'a/m': { price: { input: 1, output: 2 } }, 'b/m': { price: { input: 1, output: 2 } } },
      routes: { default: ['a/m', 'b/m'] },
      ...options.settings,
    });
  }

  static async start(a: Script, options: Options = {}, b: Script = { text: 'from b' }): Promise<OverHttp> {
    const providers = { a: { key: KEY, models: { m: a } }, b: { models: { m: b } } };
    return new OverHttp(await startSimulator({ providers }), options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.simulator.close();
  }

  /** Calls `a/m` once and returns what the dialect made of the answer, one line per event or run of text, or the error. */
  async ask(options: { deadlines?: Partial<Deadlines>; signal?: AbortSignal } = {}): Promise<string[]> {
    const log: ProviderEvent[] = [];
    const call = { providerId: 'a', modelName: 'm', messages: [textMessage('user', 'x'.repeat(40))] };
    const signal = options.signal ?? new AbortController().signal;
    try {
      for await (const event of this.attempt(call, { ...PATIENT, ...options.deadlines }, signal)) log.push(event);
      return lines(log);
    } catch (error) {
      return [...lines(log), errorLine(error)];
    }
  }

  attempt(call: Omit<ProviderCall, 'onActivity'>, deadlines: Deadlines, signal: AbortSignal) {
    return attempt(() => this.#providers().get('a'), call, deadlines, systemClock, signal);
  }

  /** A request through the whole core; the caller reads it. */
  route(changes: Partial<ChatRequest> = {}, signal = new AbortController().signal): AsyncGenerator<ChatEvent, void> {
    const { ledger, breaker, limits, memory } = this;
    const tools = {
      providers: this.#providers(),
      ledger,
      breaker,
      limiter: new Limiter(limits, systemClock),
      clock: systemClock,
      memory,
      counter: NO_TOKEN_COUNTER,
      checkAnswer,
      detectLeaks: leakDetector(),
      latencies: new Latencies(systemClock),
      habits: new Habits(),
      answers: NO_ANSWERS,
    };
    return routeChat(aRequest(changes), this.setup, tools, signal);
  }

  #providers() {
    return createProviders(
      (id) => this.setup.providers.get(id),
      this.#keys,
      this.#fetch === undefined ? {} : { fetch: this.#fetch },
    );
  }
}

/** What `ask` says of a provider that behaves like this. */
export async function answerTo(behaviour: Behaviour, options: Parameters<OverHttp['ask']>[0] = {}): Promise<string[]> {
  await using http = await OverHttp.start(behaviour);
  return await http.ask(options);
}
