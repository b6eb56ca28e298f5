import { readFileSync } from 'node:fs';
import { parse } from 'jsonc-parser';
import { buildSetup } from '../../src/config/buildSetup.ts';
import { parseSettings } from '../../src/config/parseSettings.ts';
import { EMPTY_CATALOG } from '../../src/core/models/catalog.ts';
import { ShortMemory } from '../../src/core/ports/modelMemory.ts';
import { NO_TOKEN_COUNTER } from '../../src/core/ports/tokenCounter.ts';
import { CircuitBreaker } from '../../src/core/resilience/breaker.ts';
import { routeChat } from '../../src/core/routing/routeChat.ts';
import { createProviders } from '../../src/providers/createProviders.ts';
import { checkAnswer } from '../../src/providers/structured/checkAnswer.ts';
import { MemoryLedger } from '../../src/storage/memoryLedger.ts';
import { systemClock } from '../../src/storage/systemClock.ts';
import { QUESTION } from './canonical.ts';
import type { Answer, Ask } from './runScenario.ts';

/** The configuration that the benchmark is run with, its wall at this address. */
function benchSettings(baseUrl: string): Record<string, unknown> {
  const text = readFileSync(new URL('switchyard.json', import.meta.url), 'utf8');
  const keys = Object.entries(parse(text) as Record<string, unknown>);
  const settings = Object.fromEntries(keys.map(([key, value]) => [key.replace('switchyard.', ''), value]));
  const { wall } = settings.providers as { wall: object };
  return { ...settings, providers: { wall: { ...wall, baseUrl } } };
}

/** Asks one core in this process, with a reader who cannot take text back, as a server's cannot. */
export function throughCore(baseUrl: string): Ask {
  const clock = systemClock;
  const kept = {
    ledger: new MemoryLedger(),
    breaker: new CircuitBreaker(clock),
    memory: new ShortMemory(),
    counter: NO_TOKEN_COUNTER,
    clock,
    checkAnswer,
  };
  return async ({ model, fallback }, signal) => {
    const chain = [model, fallback].flatMap((name) => (name === undefined ? [] : [`wall/${name}`]));
    const { settings } = parseSettings({ ...benchSettings(baseUrl), routes: { default: chain } });
    const { setup } = buildSetup(settings, { presets: [], catalog: EMPTY_CATALOG, hasKey: () => false });
    const keys = { key: async () => undefined, secret: async () => undefined };
    const tools = { ...kept, providers: createProviders((id) => setup.providers.get(id), keys) };
    const request = {
      id: 'r',
      source: 'test' as const,
      prompt: QUESTION,
      context: {},
      history: [],
      retractable: false,
    };
    let text = '';
    let answer: Answer = { ok: false, text, usage: false, error: 'no end' };
    for await (const event of routeChat(request, setup, tools, signal)) {
      if (event.type === 'text') text += event.delta;
      if (event.type === 'error') answer = { ok: false, text, usage: false, error: event.error.message };
      if (event.type === 'done') answer = { ok: true, text, usage: event.usage !== null, model: event.model };
    }
    return answer;
  };
}
