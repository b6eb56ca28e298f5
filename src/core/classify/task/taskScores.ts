import { TASKS } from '../../chat/task.ts';
import { featureHash } from './featureHash.ts';
import { taskFeatures } from './taskFeatures.ts';
import type { TaskModel } from './taskModel.ts';

/** A sign that people can be told of, and how much it speaks for each task. */
export interface Spoken {
  readonly name: string;
  readonly weights: readonly number[];
}

/** How much speaks for each task, in the order of `TASKS`, and the signs that can be told. */
export interface TaskScores {
  readonly scores: Float64Array;
  readonly spoken: readonly Spoken[];
}

const TOLD = /^(?:rule:\d+$|shape:|ch:)/;

/** What a prompt's features come to. */
export function taskScores(prompt: string, { bits, rowOf, weights }: TaskModel): TaskScores {
  const columns = TASKS.length;
  const scores = new Float64Array(columns);
  const spoken: Spoken[] = [];
  taskFeatures(prompt, (name, value) => {
    const row = rowOf[featureHash(name, bits)] ?? 0;
    if (row === 0) return;
    const from = row * columns;
    for (let task = 0; task < columns; task++) scores[task] = (scores[task] ?? 0) + (weights[from + task] ?? 0) * value;
    if (TOLD.test(name)) {
      spoken.push({ name, weights: Array.from(weights.subarray(from, from + columns), (weight) => weight * value) });
    }
  });
  return { scores, spoken };
}
