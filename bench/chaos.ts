import { openaiClient } from './chaos/openaiClient.ts';
import { portkey } from './chaos/portkey.ts';
import { type Audit, type Run, run, runSwitchyard, type Weather } from './chaos/run.ts';
import { Simulators } from './chaos/simulators.ts';
import { aim, type BenchOptions, type Figure, type Progress, row, type Value } from './figure.ts';
import { percentile } from './samples.ts';

/** The others are sent through the same weather with fewer requests: their back-off takes real seconds. */
const OURS = 10_000;
const OTHERS = 2000;
const AT_ONCE = 32;

/**
 * Ten thousand requests over four simulated providers with bursts of errors, an outage, storms of 429, stalls and cuts:
 * what readers got, word for word, and what the ledger says beside what was billed. Beside it a single provider, the
 * official client's own retries, and Portkey's gateway with the same chain.
 */
export async function chaos(
  progress: Progress,
  { seed = Math.floor(Math.random() * 2 ** 31) }: BenchOptions,
): Promise<Figure> {
  await using simulators = await Simulators.start();
  progress(`seed ${seed}`);
  const { run: ours, audit } = await runSwitchyard(simulators, { seed, total: OURS, atOnce: AT_ONCE });
  progress(`${ours.name}: ${OURS} requests in ${Math.round(ours.tookMs / 1000)} s`);
  const others: Run[] = [];
  const notes = [`seed ${seed}; ${audit.rows} ledger rows, ${audit.estimated} of them without reported usage`];
  const weather: Weather = { seed, total: OTHERS, atOnce: AT_ONCE };
  const a = simulators.baseUrls.a;
  const alone = { maxRetries: 0 };
  for (const contestant of [
    openaiClient('one provider', a, alone),
    openaiClient('one provider, client retries twice', a, { maxRetries: 2 }),
    await portkey(simulators.baseUrls),
  ]) {
    if (typeof contestant === 'string') {
      notes.push(`Portkey: not run (${contestant})`);
      continue;
    }
    await using running = contestant;
    const other = await run(running, simulators, weather);
    progress(`${other.name}: ${OTHERS} requests in ${Math.round(other.tookMs / 1000)} s`);
    others.push(other);
  }
  return figure(ours, others, audit, notes);
}

function figure(ours: Run, others: readonly Run[], audit: Audit, notes: readonly string[]): Figure {
  const { judgement } = ours;
  const hopeful = judgement.total - judgement.hopeless;
  return {
    name: 'chaos',
    about:
      'Requests over four simulated providers with bursts of errors, an outage of the first, storms of 429, stalls and cuts.',
    values: [...[ours, ...others].flatMap(rowsOf), row('billed for answers with usage', audit.billedNano / 1e9, 'US$')],
    notes,
    aims: [
      aim('unanswered while somebody was up', (100 * judgement.unanswered.length) / hopeful, 0.01, '%'),
      aim('duplicates', judgement.duplicates.length, 0, 'answers'),
      aim('gaps', judgement.gaps.length, 0, 'answers'),
      aim('ledger rows lost', audit.lostRows, 0, 'rows'),
      aim('ledger off what was billed', Math.abs(audit.offNano) / 1000, 0, 'micro-dollars'),
    ],
  };
}

function rowsOf({ name, judgement, got, seen }: Run): Value[] {
  const { total, whole, duplicates, gaps } = judgement;
  const first = got.flatMap(({ answered, firstMs }) => (answered && firstMs !== undefined ? [firstMs] : []));
  const asked = Object.values(seen.attempts).reduce((sum, count) => sum + count, 0);
  return [
    row(`${name}: answered whole`, (100 * whole) / total, '%'),
    row(`${name}: wrong answers that pass for whole`, new Set([...duplicates, ...gaps]).size, 'answers'),
    row(`${name}: attempts a request`, asked / total, ''),
    ...[0.5, 0.95, 0.99].map((share) =>
      row(`${name}: first token, ${100 * share}th percentile`, percentile(first, share), 'ms'),
    ),
  ];
}
