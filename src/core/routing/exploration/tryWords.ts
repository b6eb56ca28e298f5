import { usdWords } from '../../accounting/usdWords.ts';
import { say } from '../../words.ts';
import type { Drawn } from './drawTry.ts';

/** What is said of a try: who, instead of whom, and what it costs; `reason` beside its name. */
export function tryWords({ tried: { extraNano }, candidate, best }: Drawn): {
  readonly why: string;
  readonly reason: string;
} {
  const [name, other, more] = [candidate.candidate.model.name, best.candidate.model.name, usdWords(extraNano)];
  return extraNano === 0
    ? {
        why: say('trying {0} in place of {1}, to learn how it does: it costs no more', name, other),
        reason: say('tried in place of {0}, to learn how it does: it costs no more', other),
      }
    : {
        why: say('trying {0} in place of {1}, to learn how it does: about {2} more', name, other, more),
        reason: say('tried in place of {0}, to learn how it does: about {1} more', other, more),
      };
}
