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
import { routeChat } from '../src/core/routing/routeChat.ts';
import { loadBundledCatalog } from '../src/providers/catalog/bundledCatalog.ts';
import { createProviders } from '../src/providers/createProviders.ts';
import { PRESETS } from '../src/providers/presets.ts';
import { checkAnswer } from '../src/providers/structured/checkAnswer.ts';
import { openaiTokenCounter } from '../src/providers/tokens/openaiTokenCounter.ts';
import { openLedger } from '../src/storage/openLedger.ts';
import { systemClock } from '../src/storage/systemClock.ts';

/** The whole core as the editor and the CLI build it, its ledger in a file, without an editor. */
export interface BenchCore {
  /** Routes one question through everything; no failure is remembered from one to the next. */
  ask(prompt: string): AsyncIterable<ChatEvent>;
  close(): void;
}

/** Builds the core for these providers (base URLs by id), each with one priced model `m`, asked in this order. */
export async function createBenchCore(baseUrls: Readonly<Record<string, string>>): Promise<BenchCore> {
  const ids = Object.keys(baseUrls);
  const { settings, problems } = parseSettings({
    providers: Object.fromEntries(ids.map((id) => [id, { api: 'openai-chat', baseUrl: baseUrls[id] }])),
    models: Object.fromEntries(ids.map((id) => [`${id}/m`, { price: { input: 1, output: 2 } }])),
    routes: { default: ids.map((id) => `${id}/m`) },
  });
  if (problems.length > 0) throw new Error(`the benchmark's settings are wrong: ${JSON.stringify(problems)}`);
  const catalog = await loadBundledCatalog();
  const { setup } = buildSetup(settings, { presets: PRESETS, catalog, hasKey: (id) => id in baseUrls });
  const keys = { key: async () => 'bench', secret: async () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-bench-'));
  const { ledger, limits, problem } = await openLedger(join(folder, 'ledger.db'), SILENT);
  if (problem !== undefined) throw new Error(`no ledger: ${problem}`);
  const clock = systemClock;
  const providers = createProviders((id) => setup.providers.get(id), keys);
  const limiter = new Limiter(limits, clock);
  return {
    ask: (prompt) => {
      const breaker = new CircuitBreaker(clock);
      const latencies = new Latencies(clock);
      return routeChat(
        question(prompt),
        setup,
        {
          providers,
          ledger,
          breaker,
          limiter,
          clock,
          memory: new ShortMemory(),
          counter: openaiTokenCounter,
          checkAnswer,
          latencies,
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
