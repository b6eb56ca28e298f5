import type { PoolModel } from './pool.ts';

/** What a way of asking comes to: for each question the chance that the answer is right and what it costs. */
export interface Outcome {
  readonly name: string;
  readonly right: readonly number[];
  readonly costs: readonly number[];
}

/** A cheap model and, where its answer is longer than `longest` characters (it rambles), a strong one: all of it is recorded. */
export function byLength([first, strong]: readonly [PoolModel, PoolModel], longest: number): Outcome {
  return outcome(`${first.name} up to ${longest} characters, else ${strong.name}`, first, (index) => {
    const accepted = (first.characters[index] ?? 0) <= longest;
    return {
      right: (accepted ? first : strong).right[index] ?? 0,
      cost: (first.costs[index] ?? 0) + (accepted ? 0 : (strong.costs[index] ?? 0)),
    };
  });
}

/** The strong model for the questions whose score is at least `from`, the cheap one for the rest: before any call. */
export function byScore(
  [cheap, strong]: readonly [PoolModel, PoolModel],
  scores: readonly number[],
  from: number,
): Outcome {
  return outcome(`${cheap.name}, ${strong.name} from ${from.toFixed(3)}`, cheap, (index) => {
    const asked = (scores[index] ?? 0) >= from ? strong : cheap;
    return { right: asked.right[index] ?? 0, cost: asked.costs[index] ?? 0 };
  });
}

function outcome(name: string, { right }: PoolModel, at: (index: number) => { right: number; cost: number }): Outcome {
  const all = right.map((_, index) => at(index));
  return { name, right: all.map((one) => one.right), costs: all.map((one) => one.cost) };
}
