import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../../../src/core/chat/chatEvent.ts';
import { Drill } from '../../../src/core/drill/drill.ts';
import { usualTargets } from '../../../src/core/drill/drillQuestions.ts';
import { Scenario } from '../../fakes/scenario.ts';
import type { Step } from '../../fakes/scriptedProvider.ts';

const OK: Step[] = ['Hi', { usage: { inputTokens: 10, outputTokens: 2 } }, { finish: 'stop' }];

function aScenario() {
  const scenario = new Scenario({ a: OK, b: OK, c: OK }, { resilience: { cooldownMs: 0 } });
  const drill = new Drill(scenario.clock);
  scenario.drill = drill;
  return { scenario, drill };
}

describe('a fire drill', () => {
  test.each(['a', 'a/m'])(
    '%s is down: the next model answers, nobody is called or charged for the first',
    async (target) => {
      const { scenario, drill } = aScenario();
      drill.start(target, 3_600_000);
      expect(await scenario.run({ id: 'r', task: 'fix' })).toEqual([
        '0 decision a/m b/m c/m',
        '0 attempt 1 a/m',
        '0 fallback a/m → b/m: network after 0',
        '0 attempt 2 b/m',
        '0 text "Hi"',
        '0 done b/m stop 0.000014 priced in 2',
      ]);
      expect(scenario.providers.a?.calls).toEqual([]);
      expect(scenario.rows).toEqual(['b/m ok 10+2 14000']);
      expect(drill.stop()).toEqual([{ requestId: 'r', task: 'fix', model: 'a/m', at: expect.any(Number) }]);
    },
  );

  test('ends by itself, or when it is stopped', async () => {
    const { scenario, drill } = aScenario();
    drill.start('a', 1000);
    await scenario.clock.advance(1000);
    expect((await scenario.run()).at(-1)).toContain('done a/m');
    drill.start('a', 3_600_000);
    drill.stop();
    expect((await scenario.run()).at(-1)).toContain('done a/m');
  });

  test('is the reason, and no failure, where who rests for it is asked last', async () => {
    const scenario = new Scenario({ a: OK, b: OK, c: OK });
    scenario.drill = new Drill(scenario.clock);
    scenario.drill.start('a', 3_600_000);
    const reasons: string[] = [];
    const onEvent = (event: ChatEvent) => {
      if (event.type === 'decision') reasons.push(event.targets.map(({ model }) => model).join(' '));
      if (event.type === 'decision')
        reasons.push(...(event.targets.find(({ model }) => model === 'a/m')?.reasons ?? []));
    };
    for (let time = 0; time < 4; time++) await scenario.run({}, { onEvent, forMs: 10 });
    expect(reasons).toContain('b/m c/m a/m');
    expect(reasons).toContain('down in a fire drill, asked last');
    expect(reasons.join()).not.toContain('failed a moment ago');
  });

  test('with nobody left the question can be asked again at its end, whoever rests for how long', async () => {
    const scenario = new Scenario({ a: OK }, { resilience: { cooldownMs: 1000 } });
    scenario.drill = new Drill(scenario.clock);
    scenario.drill.start('a', 60_000);
    const backIn: (number | undefined)[] = [];
    const onEvent = (event: ChatEvent) => void (event.type === 'error' && backIn.push(event.error.backInMs));
    for (let time = 0; time < 4; time++) await scenario.run({ model: 'a/m' }, { onEvent, forMs: 10 });
    expect(backIn).toEqual([60_000, 59_990, 59_980, 59_970]);
  });

  test('tells before anything is asked which tasks it touches', async () => {
    const { scenario, drill } = aScenario();
    drill.start('a', 60_000);
    const usual = await usualTargets(scenario.setup, scenario.tools, drill);
    expect(usual).toHaveLength(11);
    expect(usual[0]).toEqual({
      task: 'code',
      model: 'a/m',
      typicalUsd: { 'a/m': expect.any(Number), 'b/m': expect.any(Number), 'c/m': expect.any(Number) },
      down: true,
    });
    drill.start('b', 60_000);
    const others = await usualTargets(scenario.setup, scenario.tools, drill);
    expect(others.every(({ down }) => !down)).toBe(true);
  });
});
