import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildSetup } from '../../src/config/buildSetup.ts';
import { parseSettings } from '../../src/config/parseSettings.ts';
import { SETTINGS } from '../../src/config/settingsSchema.ts';
import { recognise } from '../../src/core/classify/recognise.ts';
import { Limiter } from '../../src/core/limits/limiter.ts';
import { EMPTY_CATALOG } from '../../src/core/models/catalog.ts';
import { ShortMemory } from '../../src/core/ports/modelMemory.ts';
import { CircuitBreaker } from '../../src/core/resilience/breaker.ts';
import { decide } from '../../src/core/routing/decide.ts';
import { Habits } from '../../src/core/routing/habits.ts';
import { PRESETS } from '../../src/providers/presets.ts';
import { MemoryLimits } from '../../src/storage/limits/memoryLimits.ts';
import { FakeClock } from '../fakes/fakeClock.ts';
import { aRequest } from '../fakes/scenario.ts';

const KEYS = [
  ...['a', 'b', 'openai', 'a/m', 'code', 'default', 'api', 'baseUrl', 'auth', 'headers', 'timeouts', 'idleMs', 'price'],
  ...['input', 'output', 'tier', 'models', 'temperature', 'when', 'use', 'task', 'cooldownMs'],
  ...['__proto__', 'constructor', 'toString', '', 'a/', '/'],
];
const LEAVES = [
  ...['openai-chat', 'gemini', 'key', 'none', 'a/m', 'openai/x', 'single', 'code', 'budget', '', 'x y'],
  ...['https://x.test/v1', 'http://127.0.0.1:1', 'https://', 'http://[::1]:99999/'],
];

/** Values that look like settings, with anything in the place of anything. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(...LEAVES),
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 4 }),
  ),
}));
const settings = fc.dictionary(fc.constantFrom(...Object.keys(SETTINGS), 'budget', '__proto__'), value);

test('whatever JSON the settings hold, a setup comes of it and a request is decided', async () => {
  const clock = new FakeClock();
  const tools = {
    clock,
    breaker: new CircuitBreaker(clock),
    limiter: new Limiter(new MemoryLimits(), clock),
    memory: new ShortMemory(),
    habits: new Habits(),
  };
  const request = aRequest({ prompt: 'write a function' });
  const classification = await recognise(request);
  fc.assert(
    fc.property(settings, fc.boolean(), (raw, withKeys) => {
      const parsed = parseSettings(raw);
      const built = buildSetup(parsed.settings, { presets: PRESETS, catalog: EMPTY_CATALOG, hasKey: () => withKeys });
      for (const { key, message } of [...parsed.problems, ...built.problems]) {
        expect(key).toMatch(/^switchyard\./);
        expect(message).not.toBe('');
      }
      for (const provider of built.setup.providers.values()) expect(URL.canParse(provider.baseUrl)).toBe(true);
      for (const [id, model] of built.setup.models) expect(`${model.provider}/${model.name}`).toBe(id);
      const { event } = decide(request, classification, built.setup, tools);
      for (const { model } of event.targets) expect(built.setup.models.has(model)).toBe(true);
      for (const { estimatedUsd } of event.targets) expect(estimatedUsd ?? 0).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 2000 },
  );
});
