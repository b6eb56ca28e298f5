import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Difficulty, Task } from '../../src/core/chat/task.ts';

/** Public data beside the repository that must not be copied into it. */
const SHARED = join(import.meta.dirname, '../../../shared');

/** Questions about what a program yields: for each model, whether it was right and how long its answer was. */
export interface OutcomeSet {
  readonly ids: readonly string[];
  readonly prompts: readonly string[];
  readonly models: Readonly<Record<string, readonly (readonly [correct: number, characters: number] | null)[]>>;
}

/** A question with answers to choose from, and whether the weak and the strong model were right. */
export type ChoiceRow = readonly [domain: string, prompt: string, weak: number, strong: number];

/** A labelled request. */
export interface LabelledPrompt {
  readonly prompt: string;
  readonly difficulty: Difficulty;
  readonly task: Task;
  readonly source: string;
  readonly devish: boolean;
  /** Of the careful half. */
  readonly careful: boolean;
}

export interface QuestionSets {
  readonly crux: OutcomeSet;
  readonly mmlu: readonly ChoiceRow[];
  readonly prompts: readonly LabelledPrompt[];
}

/** Everything that is known of how difficult requests are; undefined where the data is not beside the repository. */
export function questionSets(): QuestionSets | undefined {
  if (!existsSync(join(SHARED, 'routing')) || !existsSync(join(SHARED, 'prompts'))) return undefined;
  const crux = readJson('routing/crux.dev.json') as OutcomeSet;
  const { rows } = readJson('routing/mmlu.dev.json') as { rows: readonly ChoiceRow[] };
  return { crux, mmlu: rows, prompts: [...labelled('dev', true), ...labelled('train', false)] };
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(SHARED, path), 'utf8'));
}

function labelled(name: string, careful: boolean): LabelledPrompt[] {
  return readFileSync(join(SHARED, `prompts/${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => ({ ...(JSON.parse(line) as Omit<LabelledPrompt, 'careful'>), careful }));
}
