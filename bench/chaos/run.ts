import { askAll, type Contestant, type Got } from './contestant.ts';
import { type Judgement, judge } from './judge.ts';
import type { Seen, Simulators } from './simulators.ts';
import { type LedgerRow, switchyard } from './switchyard.ts';

/** One contestant's run through the weather. */
export interface Run {
  readonly name: string;
  readonly judgement: Judgement;
  readonly got: readonly Got[];
  readonly seen: Seen;
  readonly tookMs: number;
}

/** What the ledger's file says of a run beside what the providers saw and billed. */
export interface Audit {
  readonly rows: number;
  /** Attempts that the providers saw and the file has not, or the other way round. */
  readonly lostRows: number;
  /** The file's sum over attempts that reported their usage, less what was billed for them, in nano-dollars. */
  readonly offNano: number;
  readonly billedNano: number;
  /** Attempts without reported usage, whose cost is estimated and marked. */
  readonly estimated: number;
}

export interface Weather {
  readonly seed: number;
  readonly total: number;
  readonly atOnce: number;
}

/** Sends one contestant through the weather. */
export async function run(contestant: Contestant, simulators: Simulators, weather: Weather): Promise<Run> {
  await simulators.begin(weather);
  const start = performance.now();
  const got = await askAll(contestant, weather.total, weather.atOnce);
  const tookMs = performance.now() - start;
  return { name: contestant.name, got, judgement: judge(weather.seed, got), seen: await simulators.seen(), tookMs };
}

/** Sends Switchyard through it and audits its ledger. */
export async function runSwitchyard(
  simulators: Simulators,
  weather: Weather,
): Promise<{ readonly run: Run; readonly audit: Audit }> {
  await using contestant = await switchyard(simulators.baseUrls);
  const done = await run(contestant, simulators, weather);
  return { run: done, audit: auditOf(contestant.rows(), done.seen) };
}

function auditOf(rows: readonly LedgerRow[], { attempts, billedNano }: Seen): Audit {
  const ids = Object.keys(attempts) as (keyof typeof attempts)[];
  const countOf = (id: string) => rows.filter(({ provider }) => provider === id).length;
  const lostRows = ids.reduce((sum, id) => sum + Math.abs(attempts[id] - countOf(id)), 0);
  const reported = rows.filter(({ estimated }) => estimated === 0);
  const sum = reported.reduce((nano, { costNano }) => nano + (costNano ?? 0), 0);
  return {
    rows: rows.length,
    lostRows,
    offNano: sum - billedNano,
    billedNano,
    estimated: rows.length - reported.length,
  };
}
