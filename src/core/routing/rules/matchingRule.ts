import type { Classification } from '../../classify/classification.ts';
import { matchesWildcard } from '../../matchesWildcard.ts';
import { matchesGlob } from '../../privacy/glob.ts';
import { isWithin } from './dayTime.ts';
import { listOf, type OneOrMore, type Rule, type RuleConditions } from './rule.ts';
import type { Surroundings } from './surroundings.ts';

/** What the conditions of rules are about. */
export interface RuleFacts extends Surroundings {
  readonly classification: Pick<Classification, 'task' | 'difficulty' | 'confidence' | 'language'>;
  readonly languageId?: string | undefined;
  /** The files that something of the question comes from. */
  readonly paths: readonly string[];
  readonly inputTokens: number;
  readonly images: boolean;
  /** The place of the question in its conversation, from 1. */
  readonly turn: number;
}

/** The first rule all of whose conditions hold. */
export function matchingRule(rules: readonly Rule[], facts: RuleFacts): Rule | undefined {
  return rules.find(({ when }) => holds(when, facts));
}

function holds(when: RuleConditions, facts: RuleFacts): boolean {
  const { task, difficulty, confidence, language } = facts.classification;
  const { paths, minuteOfDay, branch } = facts;
  return (
    isAmong(when.task, task) &&
    isAmong(when.difficulty, difficulty) &&
    isBetween(when.minConfidence, confidence, when.maxConfidence) &&
    isAmong(when.language, language) &&
    isAmong(when.languageId, facts.languageId) &&
    (when.files === undefined || listOf(when.files).some((glob) => paths.some((path) => matchesGlob(path, glob)))) &&
    isBetween(when.minInputTokens, facts.inputTokens, when.maxInputTokens) &&
    isAmong(when.images, facts.images) &&
    isBetween(when.minTurn, facts.turn, when.maxTurn) &&
    isAmong(when.trusted, facts.trusted) &&
    isWithin(when, minuteOfDay) &&
    (when.branch === undefined ||
      (branch !== undefined && listOf(when.branch).some((one) => matchesWildcard(branch, one))))
  );
}

function isAmong<T>(wanted: OneOrMore<T> | undefined, value: T | undefined): boolean {
  return wanted === undefined || (value !== undefined && listOf(wanted).includes(value));
}

function isBetween(least: number | undefined, value: number, most: number | undefined): boolean {
  return (least === undefined || value >= least) && (most === undefined || value <= most);
}
