import type { Difficulty } from '../chat/task.ts';
import type { Expectation } from './expectation.ts';
import type { Objective } from './setup.ts';

/** What an objective charges for money and time, in parts of one good answer. */
interface Charges {
  /** How much better an answer has to be that costs twice as much. */
  readonly doubling: number;
  /** For what is dear whatever it is compared with: so many US$ are worth one good answer. */
  readonly usdPerAnswer: number;
  /** What is complex is worth more of its reader's time: what its money counts. */
  readonly complex: number;
  /** What each second costs until the first word, and each one after it. */
  readonly firstSecond: number;
  readonly nextSecond: number;
}

/**
 * People compare prices by how many times one is another, and sums only where they are large: so does the charge. With these,
 * at the prices of 2026, `balanced` lets a cheap model do what is easy, a medium one what is ordinary and a strong one what is
 * hard; `best` hardly looks at money, `cheapest` at little else.
 */
const CHARGES: Readonly<Record<Objective, Charges>> = {
  cheapest: { doubling: 0.18, usdPerAnswer: 0.2, complex: 1, firstSecond: 0.0005, nextSecond: 0.0002 },
  balanced: { doubling: 0.035, usdPerAnswer: 1, complex: 0.5, firstSecond: 0.001, nextSecond: 0.0002 },
  fastest: { doubling: 0.01, usdPerAnswer: 1, complex: 0.5, firstSecond: 0.2, nextSecond: 0.01 },
  best: { doubling: 0.0001, usdPerAnswer: 50, complex: 1, firstSecond: 0.00002, nextSecond: 0.00001 },
};

/** Below a hundredth of a cent, prices are alike. */
const SMALL_CHANGE_USD = 0.0001;
/** A model that will more likely fail than not is no bargain: what it lacks to even odds counts so many times more. */
const LIKELY = 0.5;
const SHORTFALL = 4;

/** What an answer is worth to the user before it is asked for: its expected quality less what its money and time cost. */
export function worthOf(
  { quality, firstSeconds, seconds }: Expectation,
  usd: number,
  { objective, difficulty }: { readonly objective: Objective; readonly difficulty: Difficulty },
): number {
  const { doubling, usdPerAnswer, complex, firstSecond, nextSecond } = CHARGES[objective];
  const charge = doubling * Math.log2(1 + usd / SMALL_CHANGE_USD) + usd / usdPerAnswer;
  const money = charge * (difficulty === 'complex' ? complex : 1);
  const time = firstSeconds * firstSecond + (seconds - firstSeconds) * nextSecond;
  return quality - SHORTFALL * Math.max(0, LIKELY - quality) - money - time;
}
