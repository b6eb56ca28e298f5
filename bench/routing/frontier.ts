import { crossValidated, foldsByChance } from '../../scripts/complexity/folds.ts';
import { byLength, byScore, type Outcome } from './cascades.ts';
import type { PoolModel } from './pool.ts';

/** Quality as the share of right answers and cost in US$ per 1,000 questions. */
export interface Point {
  readonly quality: number;
  readonly cost: number;
}

/** The mean of a way of asking over some questions; over all of them without a choice. */
export function pointOf({ right, costs }: Pick<Outcome, 'right' | 'costs'>, which?: readonly number[]): Point {
  const over = which ?? right.map((_, at) => at);
  const mean = (values: readonly number[]) => over.reduce((sum, at) => sum + (values[at] ?? 0), 0) / over.length;
  return { quality: mean(right), cost: 1000 * mean(costs) };
}

/** For each question the cheapest model that is right, or the cheapest of all where none is. */
export function oracle(models: readonly PoolModel[]): Point {
  const questions = models[0]?.right.map((_, at) => at) ?? [];
  const chosen = questions.map((at) => {
    const able = models.filter(({ right }) => right[at] === 1);
    const costs = (able.length > 0 ? able : models).map((model) => model.costs[at] ?? 0);
    return { right: able.length > 0 ? 1 : 0, cost: Math.min(...costs) };
  });
  return pointOf({ right: chosen.map(({ right }) => right), costs: chosen.map(({ cost }) => cost) });
}

/** Every way of one kind over the pool. */
export function waysBy(kind: 'length' | 'score', models: readonly PoolModel[], scores: readonly number[]): Outcome[] {
  const cuts = [...scores].sort((a, b) => a - b).filter((_, at) => at % Math.ceil(scores.length / 10) === 0);
  return models.flatMap((first) =>
    models
      .filter((other) => other !== first)
      .flatMap((other) =>
        kind === 'length'
          ? [300, 500, 700, 900, 1200, 1800].map((longest) => byLength([first, other], longest))
          : cuts.map((from) => byScore([first, other], scores, from)),
      ),
  );
}

/** What the best way within a cost comes to on questions it was not chosen by: chosen on four fifths, scored on the fifth. */
export function bestWithin(ways: readonly Outcome[], atMost: number): Point {
  return chosen(ways, (points) => {
    const paid = points.filter(({ point }) => point.cost <= atMost);
    return paid.sort((a, b) => b.point.quality - a.point.quality)[0];
  });
}

/** The same of the cheapest way that is as good as `atLeast`; of the best one where none is. */
export function cheapestAsGoodAs(ways: readonly Outcome[], atLeast: number): Point {
  return chosen(ways, (points) => {
    const good = points.filter(({ point }) => point.quality >= atLeast).sort((a, b) => a.point.cost - b.point.cost);
    return good[0] ?? points.sort((a, b) => b.point.quality - a.point.quality)[0];
  });
}

interface Weighed {
  readonly way: Outcome;
  readonly point: Point;
}

function chosen(ways: readonly Outcome[], choose: (weighed: Weighed[]) => Weighed | undefined): Point {
  const folds = foldsByChance(ways[0]?.right.length ?? 0, 1);
  const choices = new Map<string, Outcome | undefined>();
  const by = (part: 'right' | 'costs') =>
    crossValidated(folds, (which) => {
      const key = which.join();
      if (!choices.has(key)) choices.set(key, choose(ways.map((way) => ({ way, point: pointOf(way, which) })))?.way);
      return (at) => choices.get(key)?.[part][at] ?? 0;
    });
  return pointOf({ right: by('right'), costs: by('costs') });
}
