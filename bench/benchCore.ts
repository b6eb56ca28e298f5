import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSetup } from '../src/config/buildSetup.ts';
import { parseSettings } from '../src/config/parseSettings.ts';
import type { ChatEvent } from '../src/core/chat/chatEvent.ts';
import type { ChatRequest } from '../src/core/chat/chatRequest.ts';
import { Limiter } from '../src/core/limits/limiter.ts';
import { NO_ANSWERS } from '../src/core/ports/answerCache.ts';
import { SILENT } from '../src/core/ports/logger.ts';
import { ShortMemory } from '../src/core/ports/modelMemory.ts';
import { CircuitBreaker } from '../src/core/resilience/breaker.ts';
import { Latencies } from '../src/core/resilience/latencies.ts';
import { Habits } from '../src/core/routing/habits.ts';
import { routeChat } from '../src/core/routing/routeChat.ts';
import { leakDetector } from '../src/privacy/detectLeaks.ts';
import { loadBundledCatalog } from '../src/providers/catalog/bundledCatalog.ts';
import { createProviders } from '../src/providers/createProviders.ts';
import { PRESETS } from '../src/providers/presets.ts';
import { checkAnswer } from '../src/providers/structured/checkAnswer.ts';
import { openaiTokenCounter } from '../src/providers/tokens/openaiTokenCounter.ts';
import { openLedger } from '../src/storage/openLedger.ts';
import { systemClock } from '../src/storage/systemClock.ts';

/** The whole core as the editor and the CLI build it, its ledger in a file, without an editor. */
export interface BenchCore {
  /** Routes one question through everything. */
  ask(prompt: string, changes?: Partial<ChatRequest>): AsyncIterable<ChatEvent>;
  readonly ledgerFile: string;
  close(): void;
}

interface Options {
  /** US$ per million tokens. */
  readonly price?: Readonly<Record<string, number>>;
  readonly timeouts?: Readonly<Record<string, number>>;
  /** Default: no failure is remembered from one question to the next. */
  readonly remembersFailures?: boolean;
}

/** Builds the core for these providers (base URLs by id), each with one priced model `m`, asked in this order. */
export async function createBenchCore(
  baseUrls: Readonly<Record<string, string>>,
  { price = { input: 1, output: 2 }, timeouts = {}, remembersFailures = false }: Options = {},
): Promise<BenchCore> {
  const ids = Object.keys(baseUrls);
  const { settings, problems } = parseSettings({
    providers: Object.fromEntries(ids.map((id) => [id, { api: 'openai-chat', baseUrl: baseUrls[id], timeouts }])),
    models: Object.fromEntries(ids.map((id) => [`${id}/m`, { price }])),
    routes: { default: ids.map((id) => `${id}/m`) },
  });
  if (problems.length > 0) throw new Error(`the benchmark's settings are wrong: ${JSON.stringify(problems)}`);
  const catalog = await loadBundledCatalog();
  const { setup } = buildSetup(settings, { presets: PRESETS, catalog, hasKey: (id) => id in baseUrls });
  const keys = { key: async () => 'bench', secret: async () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-bench-'));
  const ledgerFile = join(folder, 'ledger.db');
  const { ledger, limits, problem } = await openLedger(ledgerFile, SILENT);
  if (problem !== undefined) throw new Error(`no ledger: ${problem}`);
  const clock = systemClock;
  const providers = createProviders((id) => setup.providers.get(id), keys);
  const whatIsLearnt = () => ({
    breaker: new CircuitBreaker(clock),
    memory: new ShortMemory(),
    latencies: new Latencies(clock),
  });
  const lasting = whatIsLearnt();
  const limiter = new Limiter(limits, clock);
  return {
    ledgerFile,
    ask: (prompt, changes) => {
      const { breaker, memory, latencies } = remembersFailures ? lasting : whatIsLearnt();
      return routeChat(
        { ...question(prompt), ...changes },
        setup,
        {
          providers,
          ledger,
          breaker,
          limiter,
          clock,
          memory,
          counter: openaiTokenCounter,
          checkAnswer,
          detectLeaks: leakDetector(),
          latencies,
          habits: new Habits(),
          answers: NO_ANSWERS,
        },
        new AbortController().signal,
      );
    },
    close: () => {
      ledger.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function question(prompt: string): ChatRequest {
  return { id: randomUUID(), source: 'bench', prompt, context: {}, history: [], retractable: true };
}
