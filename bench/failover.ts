import { runScenario } from './failoverBench/runScenario.ts';
import { SCENARIOS } from './failoverBench/scenarios.ts';
import { throughCore } from './failoverBench/throughCore.ts';
import { TIMINGS } from './failoverBench/timings.ts';
import { Wall } from './failoverBench/wall.ts';
import { aim, type BenchOptions, type Figure, type Progress, row } from './figure.ts';

/** The sixteen faults of Failover Bench, one after the other through one system, as the benchmark's own runner does. */
export async function failover(progress: Progress, { full = false }: BenchOptions): Promise<Figure> {
  const profile = full ? 'full' : 'fast';
  await using wall = await Wall.start(TIMINGS[profile]);
  const ask = throughCore(wall.baseUrl);
  const verdicts: string[] = [];
  const values = [];
  for (const scenario of SCENARIOS) {
    const { verdict, reason, happened } = await runScenario(scenario, wall, ask, profile);
    progress(`${scenario.id} ${verdict} ${reason}`);
    verdicts.push(verdict);
    values.push(row(`${scenario.id} ${scenario.title}: ${verdict}`, happened.totalS, 's'));
  }
  const passed = verdicts.filter((verdict) => verdict === 'pass').length;
  return {
    name: 'failover',
    about: `The sixteen scenarios of Failover Bench, ${profile} timings: how long each took, and its verdict.`,
    values: [...values, row('passed', passed, 'of 16')],
    aims: [aim('not passed', SCENARIOS.length - passed, 0, 'scenarios')],
  };
}
