import { readFileSync } from 'node:fs';
import { CircuitBreaker } from '../../src/core/resilience/breaker.ts';
import { systemClock } from '../../src/storage/systemClock.ts';
import { askCore } from '../../test/providers/httpCore.ts';
import { QUESTION } from './canonical.ts';
import type { Answer, Ask } from './runScenario.ts';

/** The configuration that the benchmark is run with, its wall at this address. */
function benchSettings(baseUrl: string): Record<string, unknown> {
  const text = readFileSync(new URL('switchyard.json', import.meta.url), 'utf8');
  const keys = Object.entries(JSON.parse(text) as Record<string, unknown>);
  const settings = Object.fromEntries(keys.map(([key, value]) => [key.replace('switchyard.', ''), value]));
  const { wall } = settings.providers as { wall: object };
  return { ...settings, providers: { wall: { ...wall, baseUrl } } };
}

/** Asks one core in this process, with a reader who cannot take text back, as a server's cannot. */
export function throughCore(baseUrl: string): Ask {
  const breaker = new CircuitBreaker(systemClock);
  return async ({ model, fallback }, signal) => {
    const chain = [model, fallback].flatMap((name) => (name === undefined ? [] : [`wall/${name}`]));
    const settings = { ...benchSettings(baseUrl), routes: { default: chain } };
    let text = '';
    let answer: Answer = { ok: false, text, usage: false, error: 'no end' };
    await askCore(settings, {
      breaker,
      signal,
      request: { prompt: QUESTION, retractable: false },
      onEvent: (event) => {
        if (event.type === 'text') text += event.delta;
        else if (event.type === 'error') answer = { ok: false, text, usage: false, error: event.error.message };
        else if (event.type === 'done') answer = { ok: true, text, usage: event.usage !== null, model: event.model };
      },
    });
    return answer;
  };
}
