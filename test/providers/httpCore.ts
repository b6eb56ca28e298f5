import { buildSetup } from '../../src/config/buildSetup.ts';
import { parseSettings } from '../../src/config/parseSettings.ts';
import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import type { ChatRequest } from '../../src/core/chat/chatRequest.ts';
import { Limiter } from '../../src/core/limits/limiter.ts';
import { type Catalog, EMPTY_CATALOG } from '../../src/core/models/catalog.ts';
import { NO_ANSWERS } from '../../src/core/ports/answerCache.ts';
import type { Clock } from '../../src/core/ports/clock.ts';
import { type ModelMemory, ShortMemory } from '../../src/core/ports/modelMemory.ts';
import { NO_TOKEN_COUNTER } from '../../src/core/ports/tokenCounter.ts';
import { CircuitBreaker } from '../../src/core/resilience/breaker.ts';
import { Latencies } from '../../src/core/resilience/latencies.ts';
import { Habits } from '../../src/core/routing/habits.ts';
import { routeChat } from '../../src/core/routing/routeChat.ts';
import { leakDetector } from '../../src/privacy/detectLeaks.ts';
import { createProviders } from '../../src/providers/createProviders.ts';
import { PRESETS } from '../../src/providers/presets.ts';
import { checkAnswer } from '../../src/providers/structured/checkAnswer.ts';
import { MemoryLimits } from '../../src/storage/limits/memoryLimits.ts';
import { MemoryLedger } from '../../src/storage/memoryLedger.ts';
import { systemClock } from '../../src/storage/systemClock.ts';
import { aRequest } from '../fakes/scenario.ts';
import { keysOf } from './eventLines.ts';

interface Options {
  readonly fetch?: typeof globalThis.fetch;
  readonly clock?: Clock;
  readonly catalog?: Catalog;
  readonly request?: Partial<ChatRequest>;
  readonly signal?: AbortSignal;
  readonly ledger?: MemoryLedger;
  readonly memory?: ModelMemory;
  readonly latencies?: Latencies;
  /** What remembers failures from one request to the next. */
  readonly breaker?: CircuitBreaker;
  /** Keys by `PROVIDER ORIGIN`. */
  readonly keys?: Readonly<Record<string, string>>;
  /** False for answers that are too long to be kept. */
  readonly keepEvents?: boolean;
  /** Called with each event as it comes. */
  readonly onEvent?: (event: ChatEvent) => void;
}

/** The events of one request through the whole core and the real dialects, with settings as a user writes them. */
export async function askCore(
  settings: Record<string, unknown>,
  { fetch, request = {}, onEvent, ...options }: Options = {},
): Promise<ChatEvent[]> {
  const { clock = systemClock, catalog = EMPTY_CATALOG, ledger = new MemoryLedger(), keys = {} } = options;
  const { memory = new ShortMemory(), latencies = new Latencies(clock) } = options;
  const { settings: parsed, problems } = parseSettings(settings);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const { setup } = buildSetup(parsed, {
    presets: PRESETS,
    catalog,
    hasKey: (id, origin) => `${id} ${origin}` in keys,
  });
  const tools = {
    providers: createProviders((id) => setup.providers.get(id), keysOf(keys), fetch === undefined ? {} : { fetch }),
    ledger,
    limiter: new Limiter(new MemoryLimits(), clock),
    breaker: options.breaker ?? new CircuitBreaker(clock),
    clock,
    memory,
    counter: NO_TOKEN_COUNTER,
    checkAnswer,
    detectLeaks: leakDetector(),
    latencies,
    habits: new Habits(),
    answers: NO_ANSWERS,
  };
  const events: ChatEvent[] = [];
  const signal = options.signal ?? new AbortController().signal;
  for await (const event of routeChat(aRequest(request), setup, tools, signal)) {
    if (options.keepEvents !== false) events.push(event);
    onEvent?.(event);
  }
  return events;
}
