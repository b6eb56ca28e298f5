import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { activation } from './activation.ts';
import { budget } from './budget.ts';
import { bundleSize } from './bundleSize.ts';
import { chaos } from './chaos.ts';
import { classify } from './classify.ts';
import { deadPrimary } from './deadPrimary.ts';
import { decision } from './decision.ts';
import { failover } from './failover.ts';
import type { BenchOptions, Figure, Progress, SkippedFigure } from './figure.ts';
import { firstToken } from './firstToken.ts';
import { normaliser } from './normaliser.ts';
import { panel } from './panel.ts';
import { report } from './report.ts';
import { routing } from './routing.ts';
import { serve } from './serve.ts';
import { tokenCount } from './tokenCount.ts';

// `npm run bench`: every figure, or the named ones; with --json one object on stdout and nothing else. `--full`: Failover
// Bench with its published timings; `--seed N`: the same chaos again; `--answers CLONE`: cascades by what models really said.
const FIGURES: Readonly<
  Record<string, (progress: Progress, options: BenchOptions) => Promise<Figure | SkippedFigure>>
> = {
  firstToken,
  deadPrimary,
  budget,
  serve,
  decision,
  normaliser,
  tokenCount,
  bundleSize,
  activation,
  panel,
  failover,
  chaos,
  classify,
  routing,
};

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean' },
    full: { type: 'boolean' },
    seed: { type: 'string' },
    answers: { type: 'string' },
  },
  allowPositionals: true,
});
const options: BenchOptions = {
  full: values.full === true,
  ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
  ...(values.answers === undefined ? {} : { answers: values.answers }),
};
const unknown = positionals.filter((name) => !(name in FIGURES));
if (unknown.length > 0) {
  console.error(`No such figure: ${unknown.join(', ')}. There are: ${Object.keys(FIGURES).join(', ')}`);
  process.exit(2);
}
const figures: (Figure | SkippedFigure)[] = [];
const machine = {
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  // Above zero something else ran as well: differences below a millisecond are then to be read with care.
  loadBefore: loadavg()[0] ?? 0,
};
for (const [name, measure] of Object.entries(FIGURES)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const figure = await measure((line) => console.error(`${name}: ${line}`), options);
  figures.push(figure);
  if (!values.json) console.log(report(figure));
}
if (values.json) console.log(JSON.stringify({ machine, figures }));
