import { usdWords } from '../../accounting/usdWords.ts';
import { say } from '../../words.ts';
import type { Drawn } from './drawTry.ts';

/** What is said of a try: who, instead of whom, and what it costs. */
export function tryWords({ tried, candidate, best }: Pick<Drawn, 'tried' | 'candidate' | 'best'>): string {
  const [name, other] = [candidate.candidate.model.name, best.candidate.model.name];
  return tried.extraNano === 0
    ? say('trying {0} in place of {1}, to learn how it does: it costs no more', name, other)
    : say('trying {0} in place of {1}, to learn how it does: about {2} more', name, other, usdWords(tried.extraNano));
}
