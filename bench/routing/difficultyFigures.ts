import type { LabelledPrompt } from '../../scripts/complexity/questionSets.ts';
import { row, type Value } from '../figure.ts';

const LEVELS = { simple: 0, moderate: 1, complex: 2 } as const;

/** How well scores tell the difficulty that people gave requests, where as many are called complex as were labelled so. */
export function difficultyFigures(prompts: readonly LabelledPrompt[], scores: readonly number[]): Value[] {
  const levels = prompts.map(({ difficulty }) => LEVELS[difficulty]);
  const all = prompts.map((_, at) => at);
  const careful = all.filter((at) => prompts[at]?.careful);
  const length = prompts.map(({ prompt }) => prompt.length);
  return [
    ['complexity', scores],
    ['length alone', length],
  ].flatMap(([name, values]) => {
    const given = values as readonly number[];
    return [
      row(`difficulty by ${name}: right class`, accuracy(given, levels), ''),
      row('  rank correlation, all', rankCorrelation(given, levels, all), ''),
      row('  rank correlation, carefully labelled', rankCorrelation(given, levels, careful), ''),
    ];
  });
}

function accuracy(scores: readonly number[], levels: readonly number[]): number {
  const sorted = [...scores].sort((a, b) => a - b);
  const from = [1, 2].map((level) => sorted[levels.filter((own) => own < level).length] ?? Number.POSITIVE_INFINITY);
  const right = scores.filter((score, at) => from.filter((cut) => score >= cut).length === levels[at]);
  return right.length / scores.length;
}

/** Spearman's: of ranks, those of equals their mean. */
function rankCorrelation(one: readonly number[], other: readonly number[], which: readonly number[]): number {
  const [a, b] = [one, other].map((values) => ranks(which.map((at) => values[at] ?? 0))) as [number[], number[]];
  const middle = (which.length - 1) / 2;
  const product = (x: number[], y: number[]) =>
    x.reduce((sum, rank, at) => sum + (rank - middle) * ((y[at] ?? 0) - middle), 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((_, at) => at).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranked = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && values[order[end] ?? 0] === values[order[start] ?? 0]) end += 1;
    for (let at = start; at < end; at++) ranked[order[at] ?? 0] = (start + end - 1) / 2;
    start = end;
  }
  return ranked;
}
