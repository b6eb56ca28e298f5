import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSetup } from '../src/config/buildSetup.ts';
import { parseSettings } from '../src/config/parseSettings.ts';
import { type ChatMessage, textMessage } from '../src/core/chat/message.ts';
import { TASKS } from '../src/core/chat/task.ts';
import { Limiter } from '../src/core/limits/limiter.ts';
import { TIERS } from '../src/core/models/model.ts';
import type { AttemptRow } from '../src/core/ports/ledger.ts';
import { SILENT } from '../src/core/ports/logger.ts';
import { ShortMemory } from '../src/core/ports/modelMemory.ts';
import { CircuitBreaker } from '../src/core/resilience/breaker.ts';
import { type DecidingTools, decide } from '../src/core/routing/decide.ts';
import type { Setup } from '../src/core/routing/setup.ts';
import { loadBundledCatalog } from '../src/providers/catalog/bundledCatalog.ts';
import { BUNDLED } from '../src/providers/catalog/bundledData.ts';
import { PRESETS } from '../src/providers/presets.ts';
import { keptHabits } from '../src/storage/keptHabits.ts';
import { MemoryLimits } from '../src/storage/limits/memoryLimits.ts';
import { openLedger } from '../src/storage/openLedger.ts';
import { systemClock } from '../src/storage/systemClock.ts';
import { aim, type Figure, type Progress, row } from './figure.ts';
import { percentile } from './samples.ts';

const MODELS = 200;
const TURNS = 100;
const ROWS = 20_000;
const SAMPLES = 1000;
const WARM_UP = 200;

/** Who answers the hundredth turn of a conversation, of 200 models: with an empty ledger and with a busy month in it. */
export async function decision(progress: Progress): Promise<Figure> {
  const setup = await setupOfMany();
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-bench-'));
  const empty = await toolsWith(join(folder, 'empty.db'), 0, setup);
  progress(`${ROWS} rows`);
  const full = await toolsWith(join(folder, 'full.db'), ROWS, setup);
  try {
    const times: Record<'empty' | 'full', number[]> = { empty: [], full: [] };
    const bytes: Record<'empty' | 'full', number[]> = { empty: [], full: [] };
    for (let index = 0; index < SAMPLES + WARM_UP; index++) {
      for (const [who, { tools }] of [
        ['empty', empty],
        ['full', full],
      ] as const) {
        const request = requestOf(index, setup);
        const before = process.memoryUsage().heapUsed;
        const began = performance.now();
        decide(request, classificationOf(index), setup, tools);
        const took = performance.now() - began;
        const used = process.memoryUsage().heapUsed - before;
        if (index >= WARM_UP) times[who].push(took);
        // A collection in between makes it negative.
        if (index >= WARM_UP && used > 0) bytes[who].push(used);
      }
    }
    const median = percentile(times.full, 0.5);
    const p99 = percentile(times.full, 0.99);
    return {
      name: 'decision',
      about: `Who answers turn ${TURNS} of a conversation, of ${MODELS} models, with ${ROWS} attempts in the ledger.`,
      values: [
        row('median', median, 'ms'),
        row('p99', p99, 'ms'),
        row('beside an empty ledger', median / percentile(times.empty, 0.5), '×'),
        row('memory taken beside an empty ledger', percentile(bytes.full, 0.5) / percentile(bytes.empty, 0.5), '×'),
      ],
      aims: [aim('median', median, 1, 'ms'), aim('p99', p99, 5, 'ms')],
    };
  } finally {
    for (const { close } of [empty, full]) close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Most are models of whom figures are published; every fourth has its tier from its user. */
async function setupOfMany(): Promise<Setup> {
  const published = Object.keys(BUNDLED.quality.models);
  const providers = ['openai', 'anthropic', 'google', 'deepseek', 'mistral', 'openrouter', 'qwen', 'zhipu'];
  const models = Array.from({ length: MODELS }, (_, index) => {
    const price = { input: 0.05 + index / 20, output: 0.2 + index / 5, cachedInput: 0.01 + index / 200 };
    const id = `${providers[index % providers.length]}/${published[index] ?? `model-${index}`}`;
    const tier = index % 4 === 0 ? { tier: TIERS[(index / 4) % TIERS.length] } : {};
    return [id, { price, contextWindow: 200_000, ...tier }] as const;
  });
  const { settings } = parseSettings({ models: Object.fromEntries(models) });
  return buildSetup(settings, {
    presets: PRESETS.map((preset) => ({ ...preset, models: {} })),
    catalog: await loadBundledCatalog(),
    hasKey: (id) => providers.includes(id),
  }).setup;
}

async function toolsWith(
  file: string,
  rows: number,
  { models }: Setup,
): Promise<{ readonly tools: DecidingTools; readonly close: () => void }> {
  const opened = await openLedger(file, SILENT);
  const ids = [...models.keys()];
  const now = Date.now();
  for (let index = 0; index < rows; index++)
    opened.ledger.record(aRow(index, ids[index % ids.length] ?? '', now - index * 60_000));
  // Of every model, an answer to each task was judged.
  for (let index = 0; index < Math.min(rows, ids.length * TASKS.length); index++) {
    const { requestId, model, task } = aRow(index, ids[index % ids.length] ?? '', now);
    opened.quality.note({ requestId, model, task }, index % 3 === 0 ? 'redone' : 'applied');
  }
  const clock = systemClock;
  return {
    tools: {
      clock,
      breaker: new CircuitBreaker(clock),
      limiter: new Limiter(new MemoryLimits(), clock),
      memory: new ShortMemory(),
      habits: keptHabits(opened.ledger, now),
      quality: opened.quality,
    },
    close: () => opened.ledger.close(),
  };
}

const HISTORY: readonly ChatMessage[] = Array.from({ length: TURNS - 1 }, (_, turn) => {
  const text = `Turn ${turn}: ${'const total = items.reduce((sum, item) => sum + item.price, 0); '.repeat(8)}`;
  return turn % 2 === 0 ? { ...textMessage('user', text), asked: { task: 'fix' } } : textMessage('assistant', text);
});

function requestOf(index: number, { models }: Setup) {
  const [first = ''] = models.keys();
  return {
    id: `r ${index}`,
    source: 'bench',
    prompt: `And now, question ${index}: why does the total differ?`,
    context: {},
    history: HISTORY,
    retractable: true,
    conversationId: 'c',
    previous: { model: first, task: 'fix' },
    lastAnswer: { model: first, at: Date.now() - 1000 },
  } as const;
}

function classificationOf(index: number) {
  const difficulty = (['simple', 'moderate', 'complex'] as const)[index % 3] ?? 'simple';
  return {
    task: TASKS[index % TASKS.length] ?? 'chat',
    difficulty,
    complexity: 0.5,
    language: 'en',
    confidence: 0.9,
    reasons: [],
  };
}

function aRow(index: number, model: string, startedAt: number): AttemptRow {
  return {
    requestId: `before ${index}`,
    attempt: 1,
    startedAt,
    source: 'panel',
    conversationId: null,
    task: TASKS[index % TASKS.length] ?? 'chat',
    difficulty: 'simple',
    model,
    provider: model.split('/')[0] ?? '',
    outcome: 'ok',
    finishReason: 'stop',
    usage: { inputTokens: 1000, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 300, reasoningTokens: 0 },
    estimated: false,
    costNano: 1000,
    costSource: 'priced',
    firstTokenMs: 500,
    totalMs: 4000,
    responseId: null,
  };
}
