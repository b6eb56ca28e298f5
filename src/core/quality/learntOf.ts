import type { Task } from '../chat/task.ts';
import type { Learnt } from '../ports/qualityStore.ts';
import type { Sign } from './signs.ts';
import { decayedTo, type Tally } from './tally.ts';

/** A model at a task. */
export interface ModelAtTask {
  readonly model: string;
  readonly task: Task;
}

/** Tallies and the signs of answers, put together by model and task, most evidence first. */
export function learntOf(
  tallies: readonly (ModelAtTask & Tally)[],
  answers: readonly (ModelAtTask & { readonly signs: readonly Sign[] })[],
  now: number,
): Learnt[] {
  const rows = tallies.map((tally) => {
    const { model, task } = tally;
    const { good, bad } = decayedTo(tally, now);
    const judged = answers.filter((answer) => answer.model === model && answer.task === task);
    const signs: Partial<Record<Sign, number>> = {};
    for (const sign of judged.flatMap((answer) => answer.signs)) signs[sign] = (signs[sign] ?? 0) + 1;
    return { model, task, good, bad, answers: judged.length, signs };
  });
  return rows.sort((a, b) => b.good + b.bad - a.good - a.bad);
}

/** A key for what is kept by model and task. */
export function keyOf({ model, task }: ModelAtTask): string {
  return `${task} ${model}`;
}
