import { type QuestionSets, questionSets } from '../scripts/complexity/questionSets.ts';
import { aim, type Figure, type Progress, row, type SkippedFigure, type Value } from './figure.ts';
import { difficultyFigures } from './routing/difficultyFigures.ts';
import {
  bestWithin,
  cheapestAsGoodAs,
  oracle,
  type Point,
  pointOf,
  waysBy,
  waysByAgreement,
} from './routing/frontier.ts';
import { needFigures } from './routing/needFigures.ts';
import { needScores } from './routing/needScores.ts';
import { type PoolModel, pool } from './routing/pool.ts';

/** Ways of dealing the questions into five parts: one alone says more of chance. */
const DEALS = 3;
/** Of two wrong answers, how many are the same: nobody recorded what was said, so from none to all, and between. */
const WRONG_AGREE = [0, 1 / 3, 1] as const;

/**
 * How well `complexity` orders questions by their need for a strong model, and what a pool of ten models costs at which
 * quality when one is asked, one is chosen by `complexity`, or a cheap answer is checked first.
 */
export async function routing(progress: Progress): Promise<Figure | SkippedFigure> {
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
  const paid = frontier(sets, deals[0]?.crux.inSet ?? []);
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
      'Ways of asking are chosen on four fifths of the questions and scored on the fifth. CRUX records who is right, not what was said: of two wrong answers none, a third or all are taken to agree.',
      'Structure checks: the length of an answer is all that is recorded of its form.',
    ],
    aims: [
      aim('length alone less complexity, mean APGR on CRUX', length - complexity, -0.02, ''),
      aim('what is missing to 0.58, mean APGR of CRUX and MMLU', 0.58 - together, 0, ''),
      aim('what is missing to 0.62', 0.62 - together, 0, ''),
      aim(
        'cost of a cascade as good as the best single model, no wrong answers alike',
        paid.kind,
        1 / 3,
        'of its cost',
      ),
      aim('the same, a third of wrong answers alike', paid.likely, 1 / 3, 'of its cost'),
    ],
  };
}

function frontier({ crux }: QuestionSets, scores: readonly number[]) {
  const models = pool(crux);
  const best = models.map((model) => pointOf(model)).sort((a, b) => b.quality - a.quality)[0] ?? {
    quality: 0,
    cost: 0,
  };
  const third = best.cost / 3;
  const agreements = WRONG_AGREE.map((wrongAgree) => ({ wrongAgree, ways: waysByAgreement(models, wrongAgree) }));
  const asGood = agreements.map(({ ways }) => cheapestAsGoodAs(ways, best.quality));
  // Where no cascade gets there, the best model does it alone, at its own cost.
  const share = (point: Point | undefined) =>
    point === undefined || point.quality < best.quality ? 1 : point.cost / best.cost;
  return {
    values: [
      ...models.flatMap((model) => pair(`${model.name} alone`, pointOf(model))),
      ...pair('random model', randomOf(models)),
      ...pair('oracle', oracle(models)),
      ...pair('complexity between two, within a third of the best', bestWithin(waysBy('score', models, scores), third)),
      ...pair('cascade by length, within a third of the best', bestWithin(waysBy('length', models, scores), third)),
      ...agreements.flatMap(({ wrongAgree, ways }) =>
        pair(`cascade by agreement (${part(wrongAgree)} of wrong alike), within a third`, bestWithin(ways, third)),
      ),
      ...agreements.flatMap(({ wrongAgree }, at) =>
        pair(`cascade by agreement (${part(wrongAgree)}), aimed at the best single`, asGood[at] ?? best),
      ),
    ],
    kind: share(asGood[0]),
    likely: share(asGood[1]),
  };
}

function pair(label: string, { quality, cost }: Point): Value[] {
  return [row(`${label}: right`, quality, ''), row('  cost per 1,000 questions', cost, '$')];
}

function randomOf(models: readonly PoolModel[]): Point {
  const points = models.map((model) => pointOf(model));
  return { quality: mean(points.map(({ quality }) => quality)), cost: mean(points.map(({ cost }) => cost)) };
}

function part(share: number): string {
  return share === 0 ? 'none' : share === 1 ? 'all' : 'a third';
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
