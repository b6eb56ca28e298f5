import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import type { ChatRequest } from '../../src/core/chat/chatRequest.ts';
import { KindMemory } from '../../src/core/classify/asked/kindMemory.ts';
import { recognise } from '../../src/core/classify/recognise.ts';
import type { Drill } from '../../src/core/drill/drill.ts';
import { Limiter } from '../../src/core/limits/limiter.ts';
import { type AnswerCache, NO_ANSWERS } from '../../src/core/ports/answerCache.ts';
import type { BudgetTools } from '../../src/core/ports/budgetTools.ts';
import type { CodeCheck } from '../../src/core/ports/codeCheck.ts';
import { type LeakDetector, NO_LEAK_DETECTOR } from '../../src/core/ports/leakDetector.ts';
import { ShortMemory } from '../../src/core/ports/modelMemory.ts';
import { NO_TOKEN_COUNTER, type TokenCounter } from '../../src/core/ports/tokenCounter.ts';
import { CircuitBreaker } from '../../src/core/resilience/breaker.ts';
import { Latencies } from '../../src/core/resilience/latencies.ts';
import { Habits } from '../../src/core/routing/habits.ts';
import { routeChat } from '../../src/core/routing/routeChat.ts';
import type { Setup } from '../../src/core/routing/setup.ts';
import type { AttemptTools } from '../../src/core/strategies/attemptTools.ts';
import { readAnswer } from '../../src/providers/structured/readAnswer.ts';
import { MemoryLimits } from '../../src/storage/limits/memoryLimits.ts';
import { localCalendar } from '../../src/storage/localCalendar.ts';
import { MemoryLedger } from '../../src/storage/memoryLedger.ts';
import { MemoryReservations } from '../../src/storage/memoryReservations.ts';
import { FakeClock } from './fakeClock.ts';
import { ScriptedProvider, type Step } from './scriptedProvider.ts';
import { THREE, testSetup } from './testSetup.ts';

// What is learnt of requests is read from files, in real time: before any clock of a test runs.
await recognise({ prompt: '', context: {} });

/** A request that a test has not made special. */
export function aRequest(changes: Partial<ChatRequest> = {}): ChatRequest {
  return {
    id: 'request',
    source: 'test',
    prompt: 'hello',
    context: {},
    history: [],
    retractable: true,
    ...changes,
  };
}

/** The whole core around scripted providers: one per id (`a`, `b`, `c`), each with a model `m`. */
export class Scenario {
  readonly clock = new FakeClock();
  readonly ledger = new MemoryLedger();
  readonly reservations = new MemoryReservations(() => this.ledger.rows);
  /** Who is asked about money. */
  desk: Pick<BudgetTools, 'desk' | 'onRefused'> = {};
  readonly breaker = new CircuitBreaker(this.clock);
  readonly limits = new MemoryLimits();
  readonly limiter = new Limiter(this.limits, this.clock);
  readonly memory = new ShortMemory();
  readonly latencies = new Latencies(this.clock);
  readonly habits = new Habits();
  readonly kinds = new KindMemory();
  /** What is kept of earlier answers. */
  answers: AnswerCache = NO_ANSWERS;
  drill: Drill | undefined;
  /** What the editor makes of code, where there is one. */
  checkCode: CodeCheck | undefined;
  detectLeaks: LeakDetector = NO_LEAK_DETECTOR;
  readonly providers: Record<string, ScriptedProvider>;
  readonly setup: Setup;

  constructor(scripts: Record<string, Step[] | Step[][]>, settings: Record<string, unknown> = {}) {
    this.setup = testSetup({ ...THREE, ...settings });
    this.providers = Object.fromEntries(
      Object.entries(scripts).map(([id, script]) => [id, new ScriptedProvider({ m: script }, this.clock)]),
    );
  }

  get tools(): AttemptTools {
    const { ledger, breaker, limiter, clock, memory, latencies } = this;
    const providers = { get: async (id: string) => this.providers[id] as ScriptedProvider };
    return {
      providers,
      ledger,
      breaker,
      limiter,
      clock,
      memory,
      latencies,
      habits: this.habits,
      kinds: this.kinds,
      counter: NO_TOKEN_COUNTER,
      detectLeaks: this.detectLeaks,
      checkAnswer: async (...asked) => readAnswer(...asked),
      answers: this.answers,
      budget: { reservations: this.reservations, calendar: localCalendar, ...this.desk },
      drill: this.drill,
      ...(this.checkCode === undefined ? {} : { checkCode: this.checkCode }),
    };
  }

  /** The events of a request for which no time needs to pass, with another counter of tokens. */
  route(changes: Partial<ChatRequest>, counter: TokenCounter): AsyncGenerator<ChatEvent, void> {
    return routeChat(aRequest(changes), this.setup, { ...this.tools, counter }, new AbortController().signal);
  }

  /** The events of a request, for a reader that lets time pass itself. */
  events(changes: Partial<ChatRequest> = {}): AsyncGenerator<ChatEvent, void> {
    return routeChat(aRequest(changes), this.setup, this.tools, new AbortController().signal);
  }

  /** Runs a request while time passes, and returns what a reader sees, one line per event. */
  async run(
    changes: Partial<ChatRequest> = {},
    options: { stopAfterMs?: number; forMs?: number; onEvent?: (event: ChatEvent) => void } = {},
  ): Promise<string[]> {
    const controller = new AbortController();
    if (options.stopAfterMs !== undefined) this.clock.schedule(options.stopAfterMs, () => controller.abort());
    const log: string[] = [];
    const reading = this.#read(aRequest(changes), controller.signal, (event) => {
      log.push(`${this.clock.monotonic()} ${line(event)}`);
      options.onEvent?.(event);
    });
    reading.catch(() => {});
    await this.clock.advance(options.forMs ?? 700_000);
    await Promise.race([
      reading,
      new Promise((_, reject) => setImmediate(() => reject(new Error(`hangs after:\n${log.join('\n')}`)))),
    ]);
    return log;
  }

  /** The ledger in short: `model outcome tokens cost`. */
  get rows(): string[] {
    return this.ledger.rows.map(
      (row) =>
        `${row.model} ${row.outcome} ${row.usage?.inputTokens}+${row.usage?.outputTokens}${row.estimated ? ' estimated' : ''} ${row.costNano}`,
    );
  }

  async #read(request: ChatRequest, signal: AbortSignal, see: (event: ChatEvent) => void): Promise<void> {
    for await (const event of routeChat(request, this.setup, this.tools, signal)) see(event);
  }
}

function line(event: ChatEvent): string {
  switch (event.type) {
    case 'decision':
      return `decision ${event.targets.map((target) => target.model).join(' ') || 'nobody'}`;
    case 'attempt':
      return `attempt ${event.attempt} ${event.model}${strategyWords(event)}${event.without ? ` without ${event.without.join(', ')}` : ''}${event.waitsFor ? ` waiting ${event.waitMs}: ${event.waitsFor}` : ''}${event.waitedMs === undefined ? '' : ` after ${event.waitedMs}`}`;
    case 'text':
    case 'reasoning':
      return `${event.type} ${JSON.stringify(event.delta)}`;
    case 'toolCall':
      return `toolCall ${event.name} ${event.argumentsDelta}`;
    case 'retract':
      return `retract ${event.characters}`;
    case 'fallback':
      return `fallback ${event.from} → ${event.to}: ${event.error.kind} after ${event.afterCharacters}`;
    case 'done':
      return `done ${event.model} ${event.finishReason} ${event.costUsd} ${event.costSource}${event.estimated ? ' estimated' : ''} in ${event.attempts}`;
    case 'error':
      return `error ${event.error.kind} [${event.error.attempts.map((attempt) => `${attempt.model} ${attempt.kind}`).join(', ')}]`;
  }
}

/** What a cascade says of an attempt. */
function strategyWords({ part, because, checking, verdicts }: ChatEvent & { type: 'attempt' }): string {
  const said = verdicts?.map(({ check, passed, score }) => `${check} ${passed ? 'passed' : 'failed'} ${score}`);
  const what = said ?? (checking === undefined ? because : `checking ${checking}`);
  return part === undefined ? '' : ` ${part}${what === undefined ? '' : ` (${[what].flat().join(', ')})`}`;
}
