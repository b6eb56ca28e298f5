import { questionSets } from '../scripts/complexity/questionSets.ts';
import { aim, type BenchOptions, type Figure, type Progress, row, type SkippedFigure } from './figure.ts';
import { difficultyFigures } from './routing/difficultyFigures.ts';
import { needFigures } from './routing/needFigures.ts';
import { needScores } from './routing/needScores.ts';
import { paidFigures } from './routing/paidFigures.ts';

/** Ways of dealing the questions into five parts: one alone says more of chance. */
const DEALS = 3;
/**
 * How well `complexity` orders questions by their need for a strong model, and what a pool of ten models costs at which
 * quality when one is asked, one is chosen by `complexity`, or a cheap answer is checked first.
 */
export async function routing(progress: Progress, { answers }: BenchOptions = {}): Promise<Figure | SkippedFigure> {
  const name = 'routing';
  const sets = questionSets();
  if (sets === undefined) return { name, skipped: 'the question sets of ../shared are not here' };
  const deals = Array.from({ length: DEALS }, (_, deal) => {
    progress(`training on four fifths of everything, ${deal + 1} of ${DEALS}`);
    return needScores(sets, deal + 1);
  });
  const need = needFigures(sets, { crux: deals.map(({ crux }) => crux), mmlu: deals.map(({ mmlu }) => mmlu) });
  const complexity = mean(need.crux.map((pair) => pair.complexity));
  const length = mean(need.crux.map((pair) => pair.length));
  const together = mean([...need.crux, need.mmlu].map((pair) => pair.complexity));
  progress('every cascade of the pool');
  const paid = paidFigures(sets.crux, deals[0]?.crux.inSet ?? [], answers);
  return {
    name,
    about: `${sets.crux.prompts.length} CRUX and ${sets.mmlu.length} MMLU questions, ${sets.prompts.length} labelled requests; never scored by what was trained on them.`,
    values: [
      ...need.crux.flatMap(({ values }) => values),
      ...need.mmlu.values,
      row('mean APGR of the CRUX pairs, complexity', complexity, ''),
      row('mean APGR of the CRUX pairs, length alone', length, ''),
      row('mean APGR of the CRUX pairs and MMLU', together, ''),
      ...difficultyFigures(sets.prompts, deals[0]?.prompts ?? []),
      ...paid.values,
    ],
    notes: [
      '"Trained on other questions of the set" is in-distribution: the same kind of question, the same models; the two rows below it are not.',
      'Ways of asking are chosen on four fifths of the questions and scored on the fifth. A cascade in turn asks two to four cheap models, the cheapest first, until two say the same, else another one.',
      ...paid.notes,
    ],
    aims: [
      aim('length alone less complexity, mean APGR on CRUX', length - complexity, -0.02, ''),
      aim('what is missing to 0.58, mean APGR of CRUX and MMLU', 0.58 - together, 0, ''),
      aim('what is missing to 0.62', 0.62 - together, 0, ''),
      ...paid.aims,
    ],
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
