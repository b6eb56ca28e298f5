import type { OutcomeSet } from '../../scripts/complexity/questionSets.ts';
import { recordedAnswers } from './recordedAnswers.ts';

/** US$ per million tokens of input and output: the vendors' list prices when the answers were recorded (autumn 2024). */
const PRICES: Readonly<Record<string, readonly [input: number, output: number]>> = {
  'gpt-4o-2024-08-06': [2.5, 10],
  'gpt-4o-mini-2024-07-18': [0.15, 0.6],
  'claude-3-5-sonnet-20241022': [3, 15],
  'claude-3-5-haiku-20241022': [0.8, 4],
  'claude-3-haiku-20240307': [0.25, 1.25],
  'gemini-1.5-pro': [1.25, 5],
  'gemini-1.5-flash': [0.075, 0.3],
  // DeepSeek's only model from September 2024 on: it took the place of Chat and Coder at their price.
  'deepseek-v2.5-0908': [0.14, 0.28],
  'Mistral-Large-2': [2, 6],
  'Qwen2.5-72B-Instruct': [0.35, 0.4],
};

/** A model of the pool: for each question whether it was right, what it cost in US$ and how long its answer was. */
export interface PoolModel {
  readonly name: string;
  readonly right: readonly number[];
  readonly costs: readonly number[];
  readonly characters: readonly number[];
  /** What it gave as its result, where that is known; undefined where there was none. */
  readonly said?: readonly (string | undefined)[];
}

/** Ten models of six vendors at a token for four characters of question and answer; none whose thinking is not recorded. */
export function pool({ prompts, models }: OutcomeSet): PoolModel[] {
  return Object.entries(PRICES).map(([name, [input, output]]) => {
    const answers = models[name] ?? [];
    return {
      name,
      right: answers.map((answer) => answer?.[0] ?? 0),
      costs: answers.map(
        (answer, at) => (((prompts[at]?.length ?? 0) / 4) * input + ((answer?.[1] ?? 0) / 4) * output) / 1e6,
      ),
      characters: answers.map((answer) => answer?.[1] ?? 0),
    };
  });
}

/** The same ten with what they said, from a clone of the recordings' source, and judged by that. */
export function poolWithAnswers(set: OutcomeSet, clone: string): PoolModel[] {
  return pool(set).map((model) => ({ ...model, ...recordedAnswers(set, clone, model.name) }));
}
