import { expect, test, vi } from 'vitest';
import { SwitchyardError } from '../../../src/core/chat/errors.ts';
import { Drill } from '../../../src/core/drill/drill.ts';
import { DrillCircuits } from '../../../src/core/drill/drillCircuits.ts';
import type { Model } from '../../../src/core/models/model.ts';
import { ShortCircuits } from '../../../src/core/ports/circuitStore.ts';
import { CircuitBreaker } from '../../../src/core/resilience/breaker.ts';
import type { Engine } from '../../../src/shell/engine.ts';
import { Scenario } from '../../fakes/scenario.ts';

vi.mock('vscode', () => ({
  l10n: { t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, at) => String(values[at])) },
}));
const { healthLines, unwell } = await import('../../../src/shell/health/healthLines.ts');

const MINUTE = 60_000;

/** A window whose models `a/m` and `b/m` are known by what failed there. */
function aWindow() {
  const { setup, tools, clock } = new Scenario({});
  const drill = new Drill(clock);
  const breaker = new CircuitBreaker(clock, { store: new DrillCircuits(new ShortCircuits(), drill) });
  const engine = { setup, drill, tools: { ...tools, breaker } } as unknown as Engine;
  const model = (id: string) => setup.models.get(id) as Model;
  return {
    ...{ engine, drill, clock },
    unwell: (id: string) => unwell(engine)(model(id)),
    fail(id: string, kind: 'network' | 'auth') {
      const permit = breaker.begin(id, model(id).provider, 'r');
      permit.failed(new SwitchyardError(kind, 'x'), MINUTE);
      permit.end();
    },
  };
}
const until = (at: number) => new Date(at).toLocaleTimeString();

test.each(['a', 'a/m'])('a fire drill is told with its end, and not that %s rests for it', async (target) => {
  const { engine, drill, clock, fail, unwell } = aWindow();
  const end = until(clock.now() + MINUTE);
  drill.start(target, MINUTE);
  for (let call = 0; call < 3; call++) fail('a/m', 'network');
  expect(healthLines(engine)).toEqual([`Fire drill: ${target} is down until ${end}`]);
  expect([unwell('a/m'), unwell('b/m')]).toEqual([`down in a fire drill until ${end}`, undefined]);
  await clock.advance(MINUTE);
  expect([healthLines(engine), unwell('a/m')]).toEqual([[], undefined]);
});

test('who is really unwell is told beside it', () => {
  const { engine, drill, fail } = aWindow();
  drill.start('a', MINUTE);
  fail('a/m', 'auth');
  for (let call = 0; call < 3; call++) fail('b/m', 'network');
  const [first, ...others] = healthLines(engine);
  expect(first).toContain('Fire drill: a');
  expect(others.length).toBeGreaterThan(1);
  expect(others.some((line) => line.includes('not let in'))).toBe(true);
  expect(others.some((line) => line.includes('rests until'))).toBe(true);
});
