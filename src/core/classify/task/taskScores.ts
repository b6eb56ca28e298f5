import { TASKS } from '../../chat/task.ts';
import { placeOf, textHash } from './featureHash.ts';
import { type Sign, taskFeatures } from './taskFeatures.ts';
import type { TaskModel } from './taskModel.ts';

/** How much speaks for each task, in the order of `TASKS`, and the signs that can be told. */
export interface TaskScores {
  readonly scores: Float64Array;
  readonly signs: readonly Sign[];
}

/** What a prompt's features come to. */
export function taskScores(prompt: string, { bits, rowOf, weights }: TaskModel): TaskScores {
  const columns = TASKS.length;
  const scores = new Float64Array(columns);
  const signs = taskFeatures(prompt, (hash, value) => {
    const row = rowOf[placeOf(hash, bits)] ?? 0;
    if (row === 0) return;
    const from = row * columns;
    for (let task = 0; task < columns; task++) scores[task] = (scores[task] ?? 0) + (weights[from + task] ?? 0) * value;
  });
  return { scores, signs };
}

/** How much a sign speaks for a task, more than for the others. */
export function voiceOf({ name, value }: Sign, task: number, { bits, rowOf, weights }: TaskModel): number {
  const columns = TASKS.length;
  const from = (rowOf[placeOf(textHash(name), bits)] ?? 0) * columns;
  const all = weights.subarray(from, from + columns).reduce((sum, weight) => sum + weight, 0);
  return ((weights[from + task] ?? 0) - all / columns) * value;
}
