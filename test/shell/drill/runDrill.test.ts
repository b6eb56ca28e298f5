import { expect, test } from 'vitest';
import { Drill } from '../../../src/core/drill/drill.ts';
import { runDrill } from '../../../src/shell/drill/runDrill.ts';
import type { Engine } from '../../../src/shell/engine.ts';
import { Scenario } from '../../fakes/scenario.ts';
import type { Step } from '../../fakes/scriptedProvider.ts';

/** A drill of a minute on provider `a`, with models that answer after so long. */
async function drilled(answerMs: number, stopAfterMs?: number) {
  const answer: Step[] = [
    { wait: answerMs },
    'Hi',
    { usage: { inputTokens: 10, outputTokens: 2 } },
    { finish: 'stop' },
  ];
  const scenario = new Scenario({ a: answer, b: answer, c: answer });
  const drill = new Drill(scenario.clock);
  scenario.drill = drill;
  const ledger = { onChange: () => () => undefined };
  const engine = { setup: scenario.setup, tools: scenario.tools, drill, ledger } as unknown as Engine;
  const controller = new AbortController();
  if (stopAfterMs !== undefined) scenario.clock.schedule(stopAfterMs, () => controller.abort());
  let asked = 0;
  const onTask = () => {
    asked++;
  };
  const running = runDrill(engine, 'a', 60_000, { signal: controller.signal, onTask, onWait: () => undefined });
  await scenario.clock.advance(600_000);
  const { tasks, startedAt, endedAt } = await running;
  return {
    down: tasks.filter(({ down }) => down),
    tookMs: endedAt - startedAt,
    asked,
    isOver: drill.down === undefined,
  };
}

test('every task that goes to what is down is answered by another model', async () => {
  const { down, tookMs, isOver } = await drilled(100);
  expect(down.length).toBeGreaterThan(2);
  expect(down.filter(({ got }) => got === undefined || got.model.startsWith('a/'))).toEqual([]);
  expect([tookMs, isOver]).toEqual([60_000, true]);
});

test('a drill whose time is up asks nobody any more, and what came too late counts for nothing', async () => {
  const { down, tookMs } = await drilled(9000);
  const answered = down.filter(({ got }) => got !== undefined).length;
  expect(answered).toBeGreaterThan(1);
  expect(answered).toBeLessThan(down.length);
  expect(down.filter(({ got }) => got?.model.startsWith('a/'))).toEqual([]);
  expect(down.filter(({ failure }) => failure !== undefined)).toEqual([]);
  expect(tookMs).toBeLessThan(61_000);
});

test('one that is stopped ends at once', async () => {
  const { asked, tookMs, isOver } = await drilled(25_000, 1000);
  expect([asked, tookMs, isOver]).toEqual([1, 1000, true]);
});
