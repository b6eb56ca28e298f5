import process from 'node:process';
import { CircuitBreaker } from '../core/resilience/breaker.ts';
import { type Assumption, type SimulatedItem, simulateItem } from '../core/simulate/simulateItem.ts';
import { type Summary, summaryOf } from '../core/simulate/summary.ts';
import { systemClock } from '../storage/systemClock.ts';
import type { CliEngine } from './cliEngine.ts';
import type { CliOptions } from './readArguments.ts';
import { summaryTable } from './summaryTable.ts';
import { UsageError } from './usageError.ts';
import { type BadLine, readWorkload } from './workloadLines.ts';

const MONTH_MS = 30 * 86_400_000;

const ASSUMED: Readonly<Record<Assumption, string>> = {
  inputTokens: '1,000 tokens in',
  inputEstimated: 'the tokens of the prompt as estimated',
  outputTokens: '600 tokens out',
  count: 'one call',
};

/**
 * `simulate`: what a workload, or what the ledger holds of the last thirty days, costs under this configuration, per task
 * and model, beside a baseline. Nobody is asked. 1 where a line could not be used; throws `UsageError`.
 */
export async function simulate(engine: CliEngine, options: CliOptions): Promise<number> {
  const { workload, baseline } = options;
  if ((workload === undefined) !== (options.ledger === true)) {
    throw new UsageError('simulate needs --workload FILE or --ledger, one of them');
  }
  const { items, bad, paidUsd } =
    workload === undefined ? fromLedger(engine) : { ...readWorkload(workload), paidUsd: undefined };
  const setup = baseline === undefined ? engine.setup : engine.setupFor([baseline]);
  const model = baseline === undefined ? undefined : setup.models.get(baseline);
  if (baseline !== undefined && model === undefined) {
    throw new UsageError(`--baseline ${baseline}: must be PROVIDER/MODEL of a provider that is set up`);
  }
  if (model !== undefined && model.price === undefined) {
    throw new UsageError(`--baseline ${baseline}: its price is not known; say it in switchyard.models`);
  }
  // Who happens to rest now says nothing of a month.
  const tools = { ...engine.tools, breaker: new CircuitBreaker(systemClock) };
  const simulated: SimulatedItem[] = [];
  for (const item of items) simulated.push(await simulateItem(item, { setup: engine.setup, tools, baseline: model }));
  const summary = summaryOf(simulated, baseline);
  for (const { line, message } of bad) process.stderr.write(`switchyard: line ${line}: ${message}\n`);
  const notes = notesOf(summary, simulated, bad);
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ ...summary, ...(paidUsd === undefined ? {} : { paidUsd }), notes })}\n`);
  } else {
    if (paidUsd !== undefined) process.stdout.write(`paid in the last 30 days: $${paidUsd.toFixed(6)}\n`);
    process.stdout.write(`${summaryTable(summary)}${notes.map((note) => `${note}\n`).join('')}`);
  }
  return bad.length > 0 ? 1 : 0;
}

/** What was answered in the last thirty days, as a workload, and what was paid for it. */
function fromLedger({ ledger }: CliEngine) {
  const since = systemClock.now() - MONTH_MS;
  const items = ledger.answeredSince(since).map(({ task, difficulty, inputTokens, outputTokens }) => ({
    asked: { by: 'class' as const, task, difficulty },
    inputTokens,
    outputTokens,
    count: 1,
  }));
  const bad: BadLine[] = [];
  return { items, bad, paidUsd: ledger.spentSince(since).nano / 1e9 };
}

function notesOf({ assumed, cascaded, unpriced }: Summary, items: readonly SimulatedItem[], bad: readonly BadLine[]) {
  const notes = (Object.keys(ASSUMED) as Assumption[]).flatMap((what) => {
    const times = assumed[what];
    return times === undefined ? [] : [`assumed in ${times} of ${items.length} lines: ${ASSUMED[what]}`];
  });
  if (items.length > 0) notes.push('assumed: who is asked first answers, and nothing comes from a cache');
  if (cascaded > 0) notes.push(`${cascaded} lines are cascades: counted as if the first answer were always taken`);
  if (unpriced > 0) notes.push(`${unpriced} calls are in no sum: nobody could be asked, or a price is not known`);
  const nobody = items.find(({ model }) => model === undefined);
  const [refusal] = nobody?.rejected ?? [];
  if (nobody !== undefined) {
    const why = refusal === undefined ? 'no model is set up for it' : `${refusal.model}: ${refusal.reason}`;
    notes.push(`nobody for ${nobody.task}, ${nobody.difficulty}: ${why}`);
  }
  if (bad.length > 0) notes.push(`${bad.length} lines could not be used`);
  return notes;
}
