import * as z from 'zod';
import type { ReasoningEffort } from '../core/chat/parameters.ts';
import type { Difficulty, Task } from '../core/chat/task.ts';
import type { Capability, Tier } from '../core/models/model.ts';
import type { Api, Auth } from '../core/models/preset.ts';
import type { Hedge, MidStream } from '../core/routing/setup.ts';
import type { StrategyName } from '../core/strategies/strategyNames.ts';

/** An enum whose values are explained where they are chosen: in the settings page and while typing. */
export function explainedEnum<T extends string>(values: readonly [T, ...T[]], words: Readonly<Record<T, string>>) {
  return z.enum(values).meta({ enumDescriptions: values.map((value) => words[value]) });
}

export const API_WORDS: Readonly<Record<Api, string>> = {
  'openai-chat': "OpenAI's chat completions: what most servers and gateways speak.",
  'anthropic-messages': "Anthropic's Messages.",
  gemini: "Google's Gemini.",
  'openai-responses': "OpenAI's Responses.",
  'vscode-lm': 'The models that other extensions offer in this editor; it needs no address.',
};

export const AUTH_WORDS: Readonly<Record<Auth, string>> = {
  key: "An API key, in the vendor's own header.",
  token: 'A bearer token, such as one of Microsoft Entra ID.',
  none: 'Nothing: a server of your own.',
};

export const TIER_WORDS: Readonly<Record<Tier, string>> = {
  budget: 'Small and cheap, for simple requests.',
  standard: 'For ordinary work.',
  premium: 'The most capable, for complex requests.',
};

export const CAPABILITY_WORDS: Readonly<Record<Capability, string>> = {
  tools: 'Calls functions.',
  json: 'Answers in JSON of a given schema.',
  vision: 'Sees pictures.',
  reasoning: 'Thinks before it answers.',
  prefill: 'Continues an answer that was begun for it.',
  cache: 'Reads a repeated prompt at a lower price.',
};

export const MID_STREAM_WORDS: Readonly<Record<MidStream, string>> = {
  restart: 'It answers from the beginning, and what was shown is taken back. Where that cannot be, it continues.',
  continue:
    'It continues where the answer broke off: nothing that was shown goes away. Tool calls and JSON are begun anew.',
};

export const HEDGE_WORDS: Readonly<Record<Hedge, string>> = {
  off: 'Only one model is asked at a time.',
  late: 'The next model is asked too; the first to speak answers, the other is stopped. Both may cost.',
};

export const EFFORT_WORDS: Readonly<Record<ReasoningEffort, string>> = {
  none: 'It does not think, where it can be told so.',
  minimal: 'As little as it can.',
  low: 'A little.',
  medium: 'As usual.',
  high: 'Long: slower and dearer.',
};

export const DIFFICULTY_WORDS: Readonly<Record<Difficulty, string>> = {
  simple: 'Any small model will do.',
  moderate: 'An ordinary model is wanted.',
  complex: 'The best model is wanted.',
};

export const TASK_WORDS: Readonly<Record<Task, string>> = {
  code: 'Writing and changing code.',
  fix: 'Finding and mending mistakes.',
  test: 'Writing tests.',
  review: 'Reviewing code and changes.',
  explain: 'Explaining code, errors and output.',
  summarize: 'Summaries.',
  write: 'Prose: documentation, commit messages, letters.',
  translate: 'Translations between human languages.',
  extract: 'Pulling out and labelling data.',
  reason: 'Working something out: plans, comparisons, calculations.',
  chat: 'Small talk and short questions.',
};

export const STRATEGY_WORDS: Readonly<Record<StrategyName, string>> = {
  single: 'One model answers; the next one when it fails.',
  cascade:
    'A cheap model answers first; what it says is checked before it is shown, and a stronger one asked if it fails.',
  experiment: 'The arms of a running experiment answer in turn, one per conversation.',
};
