import { OpenAI } from 'openai';
import { buildSetup } from '../../src/config/buildSetup.ts';
import { parseSettings } from '../../src/config/parseSettings.ts';
import { Limiter } from '../../src/core/limits/limiter.ts';
import { EMPTY_CATALOG } from '../../src/core/models/catalog.ts';
import { ShortMemory } from '../../src/core/ports/modelMemory.ts';
import { NO_TOKEN_COUNTER } from '../../src/core/ports/tokenCounter.ts';
import { CircuitBreaker } from '../../src/core/resilience/breaker.ts';
import { Latencies } from '../../src/core/resilience/latencies.ts';
import { Habits } from '../../src/core/routing/habits.ts';
import { leakDetector } from '../../src/privacy/detectLeaks.ts';
import { createProviders } from '../../src/providers/createProviders.ts';
import { checkAnswer } from '../../src/providers/structured/checkAnswer.ts';
import type { Limits } from '../../src/server/limits.ts';
import { type LocalServer, startServer } from '../../src/server/startServer.ts';
import { MemoryLimits } from '../../src/storage/limits/memoryLimits.ts';
import { localCalendar } from '../../src/storage/localCalendar.ts';
import { MemoryLedger } from '../../src/storage/memoryLedger.ts';
import { MemoryReservations } from '../../src/storage/memoryReservations.ts';
import { systemClock } from '../../src/storage/systemClock.ts';
import { FakeAnswers } from '../fakes/fakeAnswers.ts';
import type { SimulatedProvider } from '../simulator/behaviour.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';

const TOKEN = 'a-token-of-the-tests';
const PRICE = { price: { input: 1, output: 2 } };

/** The server over real HTTP before two simulated providers `a` and `b`, a model `m` each, asked in that order. */
export class TestServer implements AsyncDisposable {
  readonly token = TOKEN;
  readonly simulator: Simulator;
  readonly server: LocalServer;
  readonly ledger: MemoryLedger;
  /** What the server has written into its log. */
  readonly log: readonly string[];

  private constructor(parts: Pick<TestServer, 'simulator' | 'server' | 'ledger' | 'log'>) {
    ({ simulator: this.simulator, server: this.server, ledger: this.ledger, log: this.log } = parts);
  }

  static async start(
    a: SimulatedProvider['models'][string] = {},
    b: SimulatedProvider['models'][string] = { text: 'from b' },
    settings: (simulator: Simulator) => Record<string, unknown> = () => ({}),
    limits: Partial<Limits> = {},
  ): Promise<TestServer> {
    const simulator = await startSimulator({
      providers: { a: { key: 'sk-a', models: { m: a, other: { text: 'from the other' } } }, b: { models: { m: b } } },
    });
    const { settings: parsed, problems } = parseSettings({
      providers: {
        a: { api: 'openai-chat', baseUrl: simulator.baseUrl('a') },
        b: { api: 'openai-chat', baseUrl: simulator.baseUrl('b'), auth: 'none' },
      },
      models: { 'a/m': PRICE, 'b/m': PRICE },
      routes: { default: ['a/m', 'b/m'] },
      ...settings(simulator),
    });
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    const built = buildSetup(parsed, { presets: [], catalog: EMPTY_CATALOG, hasKey: () => true });
    const keys = { key: async () => 'sk-a', secret: async () => undefined };
    const ledger = new MemoryLedger();
    const log: string[] = [];
    const say = (message: string) => void log.push(message);
    const server = await startServer({
      core: {
        setupFor: built.setupFor,
        tools: {
          providers: createProviders((id) => built.setup.providers.get(id), keys),
          ledger,
          breaker: new CircuitBreaker(systemClock),
          limiter: new Limiter(new MemoryLimits(), systemClock),
          clock: systemClock,
          memory: new ShortMemory(),
          counter: NO_TOKEN_COUNTER,
          checkAnswer,
          detectLeaks: leakDetector(),
          answers: new FakeAnswers(),
          budget: { reservations: new MemoryReservations(() => ledger.rows), calendar: localCalendar },
          latencies: new Latencies(systemClock),
          habits: new Habits(),
        },
      },
      token: TOKEN,
      limits,
      port: 0,
      log: { debug: say, info: say, warn: say, error: say },
    });
    return new TestServer({ simulator, server, ledger, log });
  }

  /** The official client as anyone would have it. */
  get client(): OpenAI {
    return new OpenAI({ baseURL: this.server.url, apiKey: this.token, maxRetries: 0 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server.close();
    await this.simulator.close();
  }
}
