import { runScenario } from './failoverBench/runScenario.ts';
import { SCENARIOS } from './failoverBench/scenarios.ts';
import { serve } from './failoverBench/served.ts';
import { throughServe } from './failoverBench/throughServe.ts';
import { TIMINGS } from './failoverBench/timings.ts';
import { Wall } from './failoverBench/wall.ts';
import { aim, type BenchOptions, type Figure, type Progress, row } from './figure.ts';

/** The sixteen faults of Failover Bench, one after the other through one `serve`, as the benchmark's own runner does. */
export async function failover(progress: Progress, { full = false }: BenchOptions): Promise<Figure> {
  const profile = full ? 'full' : 'fast';
  await using wall = await Wall.start(TIMINGS[profile]);
  await using served = await serve(wall.baseUrl);
  const ask = throughServe(served);
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
    about: `The sixteen scenarios of Failover Bench through the local server, ${profile} timings: how long each took, and its verdict.`,
    values: [...values, row('passed', passed, 'of 16')],
    aims: [aim('not passed', SCENARIOS.length - passed, 0, 'scenarios')],
  };
}
