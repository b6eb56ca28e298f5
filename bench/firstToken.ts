import { createBenchCore } from './benchCore.ts';
import { aim, type Figure, type Progress, row } from './figure.ts';
import { interleave, PROTOCOL } from './interleave.ts';
import { askBare, askCore, bareClient, type Timing } from './requests.ts';
import { medianOfMedians, percentile } from './samples.ts';
import { startSimulatorProcess } from './simulatorProcess.ts';

/** First token and total time of an answer of 64 tokens through the whole core, beside the bare client. */
export async function firstToken(progress: Progress): Promise<Figure> {
  const simulator = await startSimulatorProcess();
  const url = simulator.baseUrl('healthy');
  const core = await createBenchCore({ healthy: url });
  const client = bareClient(url);
  try {
    const rounds = await interleave({ bare: () => askBare(client), core: () => askCore(core) }, PROTOCOL, progress);
    const first = compare(rounds, 'firstTokenMs');
    const total = compare(rounds, 'totalMs');
    return {
      name: 'firstToken',
      about: 'An answer of 64 tokens through the whole core beside the bare openai client, same server.',
      values: [...rows('first token', first), ...rows('total', total)],
      aims: [
        aim('first token, median', first.core.median / first.bare.median, 1.1, '×'),
        aim('first token, p99', first.core.p99 / first.bare.p99, 1.25, '×'),
        aim('total, median', total.core.median / total.bare.median, 1.1, '×'),
        aim('total, p99', total.core.p99 / total.bare.p99, 1.25, '×'),
      ],
    };
  } finally {
    core.close();
    await simulator.stop();
  }
}

type Who = 'bare' | 'core';

function compare(rounds: Readonly<Record<Who, Timing[][]>>, field: keyof Timing) {
  const summary = (who: Who) => {
    const values = rounds[who].map((round) => round.map((timing) => timing[field]));
    return { median: medianOfMedians(values), p99: percentile(values.flat(), 0.99) };
  };
  return { bare: summary('bare'), core: summary('core') };
}

function rows(label: string, { bare, core }: ReturnType<typeof compare>) {
  return [
    row(`${label}, bare client, median`, bare.median, 'ms'),
    row(`${label}, core, median`, core.median, 'ms'),
    row(`${label}, added by the core, median`, core.median - bare.median, 'ms'),
    row(`${label}, bare client, p99`, bare.p99, 'ms'),
    row(`${label}, core, p99`, core.p99, 'ms'),
  ];
}
