import { DIFFICULTIES, TASKS } from '../../chat/task.ts';
import { matchesWildcard } from '../../matchesWildcard.ts';
import { isWithin } from './dayTime.ts';
import { listOf, type OneOrMore, type RuleConditions } from './rule.ts';

const MINUTES = Array.from({ length: 24 * 60 }, (_, minute) => minute);

/**
 * Whether every request that fits `later` fits `earlier` too, as far as the conditions tell one by one: a pattern covers
 * itself, `**` every file, and a pattern of branches the names and patterns that fit it.
 */
export function coversRule(earlier: RuleConditions, later: RuleConditions): boolean {
  return (
    coversList(earlier.task, later.task, TASKS) &&
    coversList(earlier.difficulty, later.difficulty, DIFFICULTIES) &&
    coversList(earlier.language, later.language) &&
    coversList(earlier.languageId, later.languageId) &&
    coversList(earlier.images, later.images) &&
    coversList(earlier.trusted, later.trusted) &&
    coversPatterns(earlier.files, later.files, (one, other) => one === other || one === '**') &&
    coversPatterns(earlier.branch, later.branch, (one, other) => matchesWildcard(other, one)) &&
    isLower(earlier.minConfidence, later.minConfidence, 0) &&
    isLower(earlier.minInputTokens, later.minInputTokens, 0) &&
    isLower(earlier.minTurn, later.minTurn, 1) &&
    isHigher(earlier.maxConfidence, later.maxConfidence, 1) &&
    isHigher(earlier.maxInputTokens, later.maxInputTokens, Number.POSITIVE_INFINITY) &&
    isHigher(earlier.maxTurn, later.maxTurn, Number.POSITIVE_INFINITY) &&
    MINUTES.every((minute) => isWithin(earlier, minute) || !isWithin(later, minute))
  );
}

function coversList<T>(
  earlier: OneOrMore<T> | undefined,
  later: OneOrMore<T> | undefined,
  all?: readonly T[],
): boolean {
  if (earlier === undefined) return true;
  const wanted = later === undefined ? all : listOf(later);
  return wanted?.every((one) => listOf(earlier).includes(one)) ?? false;
}

function coversPatterns(
  earlier: OneOrMore<string> | undefined,
  later: OneOrMore<string> | undefined,
  covers: (one: string, other: string) => boolean,
): boolean {
  if (earlier === undefined) return true;
  if (later === undefined) return false;
  return listOf(later).every((other) => listOf(earlier).some((one) => covers(one, other)));
}

function isLower(earlier: number | undefined, later: number | undefined, least: number): boolean {
  return earlier === undefined || earlier <= (later ?? least);
}

function isHigher(earlier: number | undefined, later: number | undefined, most: number): boolean {
  return earlier === undefined || earlier >= (later ?? most);
}
