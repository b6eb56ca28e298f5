import type { ReasoningEffort } from '../../chat/parameters.ts';
import type { Difficulty, Task } from '../../chat/task.ts';
import type { StrategyName } from '../../strategies/strategyNames.ts';

/** A value, or a list of which one must fit. */
export type OneOrMore<T> = T | readonly T[];

/** The values of which one must fit. */
export function listOf<T>(wanted: OneOrMore<T>): readonly T[] {
  return Array.isArray(wanted) ? wanted : [wanted as T];
}

/** The conditions of a rule: all that are named must hold. */
export interface RuleConditions {
  readonly task?: OneOrMore<Task>;
  readonly difficulty?: OneOrMore<Difficulty>;
  /** How sure the task is, 0…1, both ends included. */
  readonly minConfidence?: number;
  readonly maxConfidence?: number;
  /** ISO 639-1 codes of the language the request is written in. */
  readonly language?: OneOrMore<string>;
  readonly languageId?: OneOrMore<string>;
  /** Globs: one of them must fit one of the files that something of the question comes from. */
  readonly files?: OneOrMore<string>;
  readonly minInputTokens?: number;
  readonly maxInputTokens?: number;
  readonly images?: boolean;
  /** The place of the question in its conversation, from 1, both ends included. */
  readonly minTurn?: number;
  readonly maxTurn?: number;
  /** `HH:MM` by the user's clock, the end excluded; a span may go over midnight. */
  readonly fromTime?: string;
  readonly toTime?: string;
  readonly trusted?: boolean;
  /** Names of branches, in which `*` stands for anything. */
  readonly branch?: OneOrMore<string>;
}

/** What the user wrote for requests of a kind: the first rule that matches is followed, and no other. */
export interface Rule {
  /** Its place in the settings, from 1, those counted that are ignored. */
  readonly number: number;
  readonly when: RuleConditions;
  /** Asked first, in this order. */
  readonly use?: readonly string[];
  /** Never asked: full ids, or patterns with `*`. */
  readonly avoid?: readonly string[];
  readonly strategy?: StrategyName;
  /** No further model is asked once a request would come to more, in US$. */
  readonly ceilingUsd?: number;
  readonly temperature?: number;
  readonly maxOutputTokens?: number;
  readonly reasoningEffort?: ReasoningEffort;
  /** The name of a variant of the prompts. */
  readonly prompt?: string;
}
