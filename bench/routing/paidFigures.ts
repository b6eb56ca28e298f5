import type { OutcomeSet } from '../../scripts/complexity/questionSets.ts';
import { type Aim, aim, row, type Value } from '../figure.ts';
import { bestWithin, cheapestAsGoodAs, oracle, type Point, pointOf, waysBy } from './frontier.ts';
import { inTurn, turnsOf, wrongAlike } from './inTurn.ts';
import { type PoolModel, pool, poolWithAnswers } from './pool.ts';

/**
 * Of two wrong answers to a question, how many are the same where only is recorded who is right: none, as many as were
 * measured on what the models of the pool said (.283; see `--answers`), and all.
 */
const WRONG_AGREE = [
  ['none', 0],
  ['28%, as measured,', 0.283],
  ['all', 1],
] as const;

/** What quality costs over the pool: asking one, choosing by `complexity`, and cascades; with a clone, by what was said. */
export function paidFigures(
  set: OutcomeSet,
  scores: readonly number[],
  clone: string | undefined,
): { values: Value[]; aims: Aim[]; notes: string[] } {
  const models = pool(set);
  const best = bestOf(models);
  const third = best.cost / 3;
  const turns = WRONG_AGREE.map(([share, wrongAgree]) => inTurnFigures(`${share} of wrong alike`, models, wrongAgree));
  const said = clone === undefined ? undefined : poolWithAnswers(set, clone);
  const bySaid = said && inTurnFigures('by what was said', said, 0);
  return {
    values: [
      ...models.flatMap((model) => pair(`${model.name} alone`, pointOf(model))),
      ...pair('random model', randomOf(models)),
      ...pair('oracle', oracle(models)),
      ...pair('complexity between two, within a third of the best', bestWithin(waysBy('score', models, scores), third)),
      ...pair('cascade by length, within a third of the best', bestWithin(waysBy('length', models, scores), third)),
      ...turns.flatMap(({ values }) => values),
      ...(said === undefined ? [] : saidValues(said)),
      ...(bySaid?.values ?? []),
    ],
    aims: [...turns.slice(0, 2), ...(bySaid === undefined ? [] : [bySaid])].map(({ aim: one }) => one),
    notes: [
      said === undefined
        ? 'CRUX records who is right, not what was said: of two wrong answers none, 28% (measured at the source) or all are taken to be the same. `--answers CLONE` of github.com/WildEval/ZeroEval scores what was said.'
        : 'By what was said: results as the product compares them, right by the same measure, which is within five points of the recordings for each model (these take some dictionaries and texts for wrong).',
      'Structure checks: the length of an answer is all that the recordings have of its form; of what was said, an answer without a result counts for nothing, which is rare.',
    ],
  };
}

function inTurnFigures(how: string, models: readonly PoolModel[], wrongAgree: number): { values: Value[]; aim: Aim } {
  const best = bestOf(models);
  const ways = turnsOf(models).map((turn) => inTurn(turn, wrongAgree));
  const asGood = cheapestAsGoodAs(ways, best.quality);
  // Where no cascade gets there, the best model does it alone, at its own cost.
  const share = asGood.quality < best.quality ? 1 : asGood.cost / best.cost;
  return {
    values: [
      ...pair(`cascade in turn (${how}), within a third`, bestWithin(ways, best.cost / 3)),
      ...pair(`cascade in turn (${how}), within a half`, bestWithin(ways, best.cost / 2)),
      ...pair(`cascade in turn (${how}), aimed at the best single`, asGood),
    ],
    aim: aim(`cost of a cascade as good as the best single model, ${how}`, share, 1 / 3, 'of its cost'),
  };
}

function saidValues(said: readonly PoolModel[]): Value[] {
  const best = bestOf(said);
  const three = turnsOf(said)
    .filter(({ voters }) => voters.length > 2)
    .map((turn) => inTurn({ ...turn, agree: 3 }, 0));
  return [
    row('pairs of wrong answers that say the same', wrongAlike(said), ''),
    ...pair('best single model by what was said', best),
    ...pair('oracle by what was said', oracle(said)),
    ...pair(
      'cascade in turn where three must agree, by what was said, within a half',
      bestWithin(three, best.cost / 2),
    ),
  ];
}

function bestOf(models: readonly PoolModel[]): Point {
  const points = models.map((model) => pointOf(model)).sort((a, b) => b.quality - a.quality);
  return points[0] ?? { quality: 0, cost: 0 };
}

function pair(label: string, { quality, cost }: Point): Value[] {
  return [row(`${label}: right`, quality, ''), row('  cost per 1,000 questions', cost, '$')];
}

function randomOf(models: readonly PoolModel[]): Point {
  const mean = (of: (point: Point) => number) =>
    models.reduce((sum, model) => sum + of(pointOf(model)), 0) / models.length;
  return { quality: mean(({ quality }) => quality), cost: mean(({ cost }) => cost) };
}
