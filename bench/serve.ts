import { aim, type Figure, type Progress, row } from './figure.ts';
import { interleave, PROTOCOL } from './interleave.ts';
import { askBare, bareClient, type Timing } from './requests.ts';
import { medianOfMedians, percentile } from './samples.ts';
import { startServeProcess } from './serveProcess.ts';
import { startSimulatorProcess } from './simulatorProcess.ts';

/** First token and total time of an answer of 64 tokens through the local server, beside the same client without it. */
export async function serve(progress: Progress): Promise<Figure> {
  const simulator = await startSimulatorProcess();
  const server = await startServeProcess(simulator.baseUrl('healthy'));
  const bare = bareClient(simulator.baseUrl('healthy'));
  const served = bareClient(server.url, server.token);
  try {
    const contestants = {
      bare: () => askBare(bare),
      pinned: () => askBare(served, 'healthy/m'),
      auto: () => askBare(served, 'auto'),
    };
    const rounds = await interleave(contestants, PROTOCOL, progress);
    const of = (who: keyof typeof contestants, field: keyof Timing) => {
      const values = rounds[who].map((round) => round.map((timing) => timing[field]));
      return { median: medianOfMedians(values), p99: percentile(values.flat(), 0.99) };
    };
    const [first, total] = (['firstTokenMs', 'totalMs'] as const).map((field) => ({
      bare: of('bare', field),
      pinned: of('pinned', field),
      auto: of('auto', field),
    })) as [Compared, Compared];
    return {
      name: 'serve',
      about: 'An answer of 64 tokens through the local server beside the bare openai client, same simulator.',
      values: [...rows('first token', first), ...rows('total', total)],
      aims: [
        aim('first token, added by the server, median', first.auto.median - first.bare.median, 3, 'ms'),
        aim('first token, added by the server, hoped for', first.auto.median - first.bare.median, 1, 'ms'),
        aim('total, median', total.auto.median / total.bare.median, 3, '×'),
      ],
    };
  } finally {
    await server.stop();
    await simulator.stop();
  }
}

type Compared = Readonly<Record<'bare' | 'pinned' | 'auto', { readonly median: number; readonly p99: number }>>;

function rows(label: string, { bare, pinned, auto }: Compared) {
  return [
    row(`${label}, bare client, median`, bare.median, 'ms'),
    row(`${label}, through serve (auto), median`, auto.median, 'ms'),
    row(`${label}, through serve (pinned), median`, pinned.median, 'ms'),
    row(`${label}, bare client, p99`, bare.p99, 'ms'),
    row(`${label}, through serve (auto), p99`, auto.p99, 'ms'),
  ];
}
