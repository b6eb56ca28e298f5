import type { Rejection } from '../chat/chatEvent.ts';
import type { Candidate } from '../routing/candidates.ts';
import type { Level } from './level.ts';
import { privacyRefusal } from './mayReceive.ts';
import type { PrivacyRules } from './privacyRules.ts';

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
