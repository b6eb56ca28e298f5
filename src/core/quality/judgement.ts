import type { Evidence } from '../ports/qualityStore.ts';
import type { Sign } from './signs.ts';
import { NO_STANDING, outcomeOf, type Standing, withSign } from './standing.ts';
import { shareLeft } from './tally.ts';

/** What is kept of one answer while signs of it may still come. */
export interface Judgement {
  readonly standing: Standing;
  /** When its first sign came: from then on its outcome decays, whatever it becomes. */
  readonly since: number;
  /** What it has shown, each once. */
  readonly signs: readonly Sign[];
}

/** A judgement after another sign, and what that changes in the tallies at this moment. */
export function judged(
  before: Judgement | undefined,
  sign: Sign,
  now: number,
): { readonly judgement: Judgement; readonly change: Evidence } {
  const { standing, since, signs } = before ?? { standing: NO_STANDING, since: now, signs: [] };
  const after = withSign(standing, sign);
  const [was, is] = [outcomeOf(standing), outcomeOf(after)];
  const left = shareLeft(since, now);
  return {
    judgement: { standing: after, since, signs: withKind(signs, sign) },
    change: { good: (is.good - was.good) * left, bad: (is.bad - was.bad) * left },
  };
}

/** A vote takes the place of an earlier one. */
function withKind(signs: readonly Sign[], sign: Sign): readonly Sign[] {
  const isVote = (one: Sign) => one === 'up' || one === 'down' || one === 'unvoted';
  const others = isVote(sign) ? signs.filter((one) => !isVote(one)) : signs;
  return sign === 'unvoted' || others.includes(sign) ? others : [...others, sign];
}
