import type { Outcome } from './cascades.ts';
import type { PoolModel } from './pool.ts';

/** Cheap models in the order in which they are asked, and whom to ask where not enough of them say the same. */
export interface Turn {
  readonly voters: readonly PoolModel[];
  readonly last: PoolModel;
  /** How many must say the same, by what they said; 2 where it is left out. */
  readonly agree?: number;
}

/**
 * Cheap models one after the other until two say the same, else the last one: the first of these two answers stands. Where it
 * was recorded what they said, by that. Where only is recorded who is right: two that are right agree, one right and one wrong
 * do not, and of two that are wrong `wrongAgree` say the same, whoever else is wrong.
 */
export function inTurn(turn: Turn, wrongAgree: number): Outcome {
  const { voters, last } = turn;
  const isRecorded = [...voters, last].every(({ said }) => said !== undefined);
  const all = last.right.map((_, at) => (isRecorded ? byWords(turn, at) : byChance(turn, at, wrongAgree)));
  return {
    name: `${voters.map(({ name }) => name).join(', ')}, else ${last.name}`,
    right: all.map(({ right }) => right),
    costs: all.map(({ cost }) => cost),
  };
}

function byWords({ voters, last, agree = 2 }: Turn, at: number): { right: number; cost: number } {
  const heard = new Map<string, PoolModel[]>();
  let [cost, most, left] = [0, 0, voters.length];
  for (const voter of voters) {
    // Like the product: enough can no longer come together.
    if (most + left < agree) break;
    left -= 1;
    cost += voter.costs[at] ?? 0;
    const said = voter.said?.[at];
    // Without a result there is nothing to compare: its form fails.
    if (said === undefined) continue;
    const alike = [...(heard.get(said) ?? []), voter];
    if (alike.length === agree) return { right: alike[0]?.right[at] ?? 0, cost };
    heard.set(said, alike);
    most = Math.max(most, alike.length);
  }
  return { right: last.right[at] ?? 0, cost: cost + (last.costs[at] ?? 0) };
}

function byChance({ voters, last }: Turn, at: number, wrongAgree: number): { right: number; cost: number } {
  let [right, cost, going, wrong, isRightSaid] = [0, 0, 1, 0, false];
  for (const voter of voters) {
    cost += going * (voter.costs[at] ?? 0);
    if (voter.right[at] === 1) {
      if (isRightSaid) {
        right += going;
        going = 0;
      }
      isRightSaid = true;
    } else {
      going *= (1 - wrongAgree) ** wrong;
      wrong += 1;
    }
  }
  return { right: right + going * (last.right[at] ?? 0), cost: cost + going * (last.costs[at] ?? 0) };
}

/** Every choice of two to four of a pool, the cheapest first as the product asks them, with every other as the last. */
export function turnsOf(models: readonly PoolModel[]): Turn[] {
  const costOf = ({ costs }: PoolModel) => costs.reduce((sum, cost) => sum + cost, 0);
  const sorted = models.toSorted((a, b) => costOf(a) - costOf(b));
  return [2, 3, 4].flatMap((count) =>
    choices(sorted, count).flatMap((voters) =>
      models.filter((one) => !voters.includes(one)).map((last) => ({ voters, last })),
    ),
  );
}

function choices(models: readonly PoolModel[], count: number): PoolModel[][] {
  if (count === 0) return [[]];
  return models.flatMap((first, at) => choices(models.slice(at + 1), count - 1).map((rest) => [first, ...rest]));
}

/** Of all pairs of wrong answers of two models to one question, the share that say the same; of recorded words only. */
export function wrongAlike(models: readonly PoolModel[]): number {
  let [pairs, alike] = [0, 0];
  for (const [index, one] of models.entries()) {
    for (const other of models.slice(index + 1)) {
      for (const [at, right] of one.right.entries()) {
        if (right === 1 || other.right[at] === 1) continue;
        pairs += 1;
        if (one.said?.[at] !== undefined && one.said[at] === other.said?.[at]) alike += 1;
      }
    }
  }
  return alike / pairs;
}
