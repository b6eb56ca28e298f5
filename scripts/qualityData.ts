import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { METRICS, type Metric } from '../src/core/models/figures.ts';
import { plainName } from '../src/providers/quality/modelName.ts';
import type { QualityData } from '../src/providers/quality/qualityData.ts';
import { alignTo } from './quality/alignTo.ts';
import { effortRank, withoutEffort } from './quality/bestEffort.ts';

/**
 * `node scripts/qualityData.ts --livebench CLONE --aider CLONE --vectara CLONE`: writes the published figures of models anew
 * from clones of the repositories that publish them. Only the figures are taken, each from the row whose settings are
 * nearest to what a model does by itself.
 */
const { values } = parseArgs({
  options: { livebench: { type: 'string' }, aider: { type: 'string' }, vectara: { type: 'string' } },
});
const clones = values as Record<'livebench' | 'aider' | 'vectara', string>;
for (const name of ['livebench', 'aider', 'vectara'] as const) {
  if (clones[name] === undefined) throw new Error(`--${name} CLONE is missing`);
}
const target = join(import.meta.dirname, '../src/providers/quality/qualityData.json');

/** One row of a benchmark: a model as it was run, and its figures in percent. */
interface Row {
  readonly name: string;
  readonly figures: Partial<Record<Metric, number>>;
}

const CATEGORIES: Readonly<Record<string, Metric>> = {
  Reasoning: 'reasoning',
  Coding: 'coding',
  'Agentic Coding': 'agentic',
  Mathematics: 'mathematics',
  'Data Analysis': 'data',
  Language: 'language',
  IF: 'instructions',
};

function show(clone: string, path: string): string {
  return execFileSync('git', ['-C', clone, 'show', `HEAD:${path}`], { encoding: 'utf8', maxBuffer: 1 << 26 });
}

function commitOf(clone: string): string {
  return execFileSync('git', ['-C', clone, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
}

function liveBench(release: string): Row[] {
  const columnsOf = JSON.parse(show(clones.livebench, `public/categories_${release}.json`)) as Record<string, string[]>;
  const [head = '', ...lines] = show(clones.livebench, `public/table_${release}.csv`).trim().split('\n');
  const columns = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const figures: Partial<Record<Metric, number>> = {};
    for (const [category, metric] of Object.entries(CATEGORIES)) {
      const scores = (columnsOf[category] ?? []).map((column) => Number(cells[columns.indexOf(column)]));
      const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
      if (Number.isFinite(mean)) figures[metric] = mean;
    }
    return { name: cells[0] ?? '', figures };
  });
}

function aider(): Row[] {
  const rows = parse(show(clones.aider, 'aider/website/_data/polyglot_leaderboard.yml')) as Record<string, unknown>[];
  // Rows of two models together say nothing of either.
  return rows
    .filter(({ model }) => !String(model).includes('+'))
    .map(({ model, pass_rate_2 }) => ({ name: String(model), figures: { edits: Number(pass_rate_2) } }));
}

function vectara(): Row[] {
  const rows = show(clones.vectara, 'README.md').matchAll(/^\|([\w./:-]+\/[\w./:-]+)\|[\d.]+ %\|([\d.]+) %\|/gm);
  return [...rows].map(([, name = '', rate]) => ({ name, figures: { faithful: Number(rate) } }));
}

/** What each model is called, by its plain name: as the first benchmark does. */
const called = new Map<string, string>();

function shownName(name: string): string {
  const last = (name.split('/').at(-1) ?? '').replaceAll(' ', '-').replace(/:.*$/, '').toLowerCase();
  return withoutEffort(last).replace(/-(?:20\d{6}|20\d\d-\d\d-\d\d)$/, '');
}

/** One row of each model: the one that was run most as it runs by itself. */
function onePerModel(rows: readonly Row[]): Map<string, Row['figures']> {
  const best = new Map<string, { readonly rank: number; readonly figures: Row['figures'] }>();
  for (const { name, figures } of rows) {
    const plain = plainName(name);
    const key = plainName(withoutEffort(plain));
    const rank = effortRank(plain);
    if (!called.has(key)) called.set(key, shownName(name));
    const known = best.get(key);
    if (known === undefined || rank < known.rank) best.set(key, { rank, figures });
  }
  return new Map([...best].map(([key, { figures }]) => [key, figures]));
}

const newest = onePerModel(liveBench('2026_06_25'));
// Its questions change with each release: what only the older one knows is brought to the newer one's scale.
const older = alignTo(newest, onePerModel(liveBench('2026_01_08')));
const merged = new Map<string, Row['figures']>();
for (const part of [older, newest, onePerModel(aider()), onePerModel(vectara())]) {
  for (const [name, figures] of part) merged.set(name, { ...merged.get(name), ...figures });
}
const data: QualityData = {
  sources: [
    {
      name: 'LiveBench, releases 2026-06-25 and 2026-01-08',
      url: 'https://livebench.ai',
      from: `LiveBench/new-livebench@${commitOf(clones.livebench).slice(0, 8)}`,
    },
    {
      name: 'Aider polyglot leaderboard, Apache-2.0',
      url: 'https://aider.chat/docs/leaderboards/',
      from: `Aider-AI/aider@${commitOf(clones.aider).slice(0, 8)}`,
    },
    {
      name: 'Vectara hallucination leaderboard, Apache-2.0',
      url: 'https://github.com/vectara/hallucination-leaderboard',
      from: `vectara/hallucination-leaderboard@${commitOf(clones.vectara).slice(0, 8)}`,
    },
  ],
  metrics: METRICS,
  models: Object.fromEntries(
    [...merged]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, figures]) => [
        called.get(name) ?? name,
        METRICS.map((metric) => (figures[metric] === undefined ? null : Math.round(figures[metric] * 10) / 10)),
      ]),
  ),
};
const { models, ...head } = data;
const rows = Object.entries(models).map(([name, figures]) => `${JSON.stringify(name)}:${JSON.stringify(figures)}`);
writeFileSync(target, `${JSON.stringify(head).slice(0, -1)},"models":{\n${rows.join(',\n')}\n}}\n`);
console.log(`${rows.length} models`);
