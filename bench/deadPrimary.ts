import { closedPort } from '../test/simulator/closedPort.ts';
import { type BenchCore, createBenchCore } from './benchCore.ts';
import { aim, type Figure, type Progress, row } from './figure.ts';
import { interleave } from './interleave.ts';
import { askBare, askCore, bareClient, type Timing } from './requests.ts';
import { medianOfMedians } from './samples.ts';
import { startSimulatorProcess } from './simulatorProcess.ts';

const PROTOCOL = { warmUp: 100, rounds: 7, turns: 60 };

/** A way for a primary to be dead, asked alone by the bare client and through the core with a healthy model behind it. */
interface Death {
  readonly label: string;
  readonly alone: () => Promise<number>;
  readonly passed: () => Promise<number>;
}

/**
 * First token after a dead primary, less the first token of a healthy one and less what the bare client needs to hear
 * of the failure: what is left is our reading of the error, the ledger row, the breaker and the step to the next model.
 */
export async function deadPrimary(progress: Progress): Promise<Figure> {
  const simulator = await startSimulatorProcess();
  const healthyUrl = simulator.baseUrl('healthy');
  const cores: BenchCore[] = [];
  const death = async (label: string, deadUrl: string): Promise<Death> => {
    const client = bareClient(deadUrl);
    const core = await createBenchCore({ dead: deadUrl, healthy: healthyUrl });
    cores.push(core);
    return { label, alone: () => timeToFailure(() => askBare(client)), passed: () => timeToFirst(askCore(core, 2)) };
  };
  try {
    const healthy = await createBenchCore({ healthy: healthyUrl });
    cores.push(healthy);
    const deaths = [
      await death('refused', `http://127.0.0.1:${await closedPort()}/v1`),
      await death('status 500', simulator.baseUrl('broken')),
      await death('status 429', simulator.baseUrl('limited')),
    ];
    return figure(deaths, await measure(deaths, () => timeToFirst(askCore(healthy)), progress));
  } finally {
    for (const core of cores) core.close();
    await simulator.stop();
  }
}

/** The medians, by `healthy`, `LABEL alone` and `LABEL passed`. */
async function measure(
  deaths: readonly Death[],
  healthy: () => Promise<number>,
  progress: Progress,
): Promise<(name: string) => number> {
  const contestants = Object.fromEntries([
    ['healthy', healthy],
    ...deaths.flatMap(({ label, alone, passed }) => [
      [`${label} alone`, alone],
      [`${label} passed`, passed],
    ]),
  ]);
  const rounds = await interleave<string, number>(contestants, PROTOCOL, progress);
  return (name) => medianOfMedians(rounds[name] ?? []);
}

function figure(deaths: readonly Death[], median: (name: string) => number): Figure {
  const reference = median('healthy');
  const onTop = (label: string) => median(`${label} passed`) - median(`${label} alone`) - reference;
  return {
    name: 'deadPrimary',
    about:
      'First token after a dead primary beside a healthy one, less what the bare client needs to hear of the failure.',
    values: [
      row('first token, healthy primary', reference, 'ms'),
      ...deaths.flatMap(({ label }) => [
        row(`${label}: bare client hears of it after`, median(`${label} alone`), 'ms'),
        row(`${label}: first token of the next model after`, median(`${label} passed`), 'ms'),
        row(`${label}: on top`, onTop(label), 'ms'),
      ]),
    ],
    aims: deaths.map(({ label }) => aim(`on top, ${label}`, onTop(label), 1, 'ms')),
  };
}

async function timeToFirst(request: Promise<Timing>): Promise<number> {
  return (await request).firstTokenMs;
}

async function timeToFailure(ask: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  const failed = await ask().then(
    () => false,
    () => true,
  );
  if (!failed) throw new Error('the dead provider answered');
  return performance.now() - start;
}
