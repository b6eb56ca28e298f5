import type { QuestionSets } from '../../scripts/complexity/questionSets.ts';
import { row, type Value } from '../figure.ts';
import type { NeedScores } from './needScores.ts';
import { type Recovered, recovered } from './recovered.ts';

const PAIRS = [
  ['gpt-4o-mini-2024-07-18', 'gpt-4o-2024-08-06'],
  ['gemini-1.5-flash', 'claude-3-5-sonnet-20241022'],
  ['deepseek-v2-coder-0724', 'claude-3-5-sonnet-20241022'],
] as const;

/** A weak and a strong model on the questions of one set. */
interface Pair {
  readonly name: string;
  readonly prompts: readonly string[];
  readonly weak: readonly number[];
  readonly strong: readonly number[];
  readonly scores: readonly NeedScores[];
}

/** The rows for a pair, and what they say of `complexity` and of length in one figure each. */
export interface PairFigures {
  readonly values: readonly Value[];
  readonly complexity: number;
  readonly length: number;
}

/** The pairs of both sets; `scores` may hold several ways of dealing the folds, whose mean counts. */
export function needFigures(
  { crux, mmlu }: QuestionSets,
  scores: { readonly crux: readonly NeedScores[]; readonly mmlu: readonly NeedScores[] },
): { crux: PairFigures[]; mmlu: PairFigures } {
  const rightOf = (model: string) => (crux.models[model] ?? []).map((answer) => answer?.[0] ?? 0);
  return {
    crux: PAIRS.map(([weak, strong]) =>
      pairFigures({
        name: `CRUX, ${weak} → ${strong}`,
        prompts: crux.prompts,
        weak: rightOf(weak),
        strong: rightOf(strong),
        scores: scores.crux,
      }),
    ),
    mmlu: pairFigures({
      name: 'MMLU, Mixtral-8x7B → GPT-4-1106',
      prompts: mmlu.map(([, prompt]) => prompt),
      weak: mmlu.map(([, , weak]) => weak),
      strong: mmlu.map(([, , , strong]) => strong),
      scores: scores.mmlu,
    }),
  };
}

function pairFigures({ name, prompts, weak, strong, scores }: Pair): PairFigures {
  const of = (values: readonly number[]) => recovered(values, weak, strong);
  const own = meanOf(scores.map(({ inSet }) => of(inSet)));
  const length = of(prompts.map((prompt) => prompt.length));
  const [any] = scores;
  return {
    values: [
      row(`${name}: the weak one right`, share(weak), ''),
      row('  the strong one right (best single)', share(strong), ''),
      row('  random, APGR', 0.5, ''),
      ...rows('length alone', length),
      ...rows('complexity, trained on other questions of the set', own),
      ...(any === undefined ? [] : rows('complexity, trained on labelled requests only', of(any.fromPrompts))),
      ...(any === undefined ? [] : rows('complexity, trained on the other set only', of(any.fromOther))),
      ...rows('oracle', of(weak.map((right, at) => (strong[at] ?? 0) - right))),
    ],
    complexity: own.apgr,
    length: length.apgr,
  };
}

function rows(label: string, { apgr, cpt50, cpt80 }: Recovered): Value[] {
  return [row(`  ${label}, APGR`, apgr, ''), row('    CPT(50)', cpt50, '%'), row('    CPT(80)', cpt80, '%')];
}

function meanOf(all: readonly Recovered[]): Recovered {
  const mean = (of: (one: Recovered) => number) => all.reduce((sum, one) => sum + of(one), 0) / all.length;
  return { apgr: mean((one) => one.apgr), cpt50: mean((one) => one.cpt50), cpt80: mean((one) => one.cpt80) };
}

function share(right: readonly number[]): number {
  return right.reduce((sum, value) => sum + value, 0) / right.length;
}
