import type { Rejection } from '../chat/chatEvent.ts';
import type { Candidate } from '../routing/candidates.ts';
import { isAbove, type Level } from './level.ts';
import { privacyRefusal } from './mayReceive.ts';
import type { PrivacyRules } from './privacyRules.ts';
import type { PrivacyWay } from './privacyWay.ts';
import type { Judgement } from './sensitivity.ts';

/** Splits candidates into those who may get what is of a level and those who may not, each with the reason. */
export function keepPrivate(
  candidates: readonly Candidate[],
  level: Level,
  rules: PrivacyRules,
): { allowed: Candidate[]; withheld: Rejection[] } {
  const allowed: Candidate[] = [];
  const withheld: Rejection[] = [];
  for (const candidate of candidates) {
    const reason = privacyRefusal(candidate.provider, level, rules);
    if (reason === undefined) allowed.push(candidate);
    else withheld.push({ model: candidate.model.id, reason });
  }
  return { allowed, withheld };
}

/** How a question could be sent to one of these candidates, of whom none may have it. */
export function privacyWays(
  candidates: readonly Candidate[],
  { level, redacted, least }: Pick<Judgement, 'level' | 'redacted' | 'least'>,
  rules: PrivacyRules,
): PrivacyWay[] {
  const helps = (other: Level) => isAbove(level, other) && keepPrivate(candidates, other, rules).allowed.length > 0;
  return [...(helps(redacted) ? (['redacted'] as const) : []), ...(helps(least) ? (['anyway'] as const) : [])];
}
