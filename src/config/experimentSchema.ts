import * as z from 'zod';
import { TASKS } from '../core/chat/task.ts';
import type { Arm, Experiment } from '../core/experiments/experiment.ts';
import { explainedEnum, TASK_WORDS } from './enumWords.ts';
import { modelId } from './modelIdSchema.ts';

const task = explainedEnum(TASKS, TASK_WORDS);

const arm = z
  .strictObject({
    name: z.string().min(1).max(40).optional().describe('How reports call it. Default: a letter.'),
    model: modelId.optional().describe('The model that answers.'),
    models: z.array(modelId).min(1).optional().describe('Several instead of one: the next is asked when one fails.'),
    weight: z.number().min(0.01).max(1000).default(1).describe('How often it is drawn beside the others.'),
  })
  .refine((one) => (one.model === undefined) !== (one.models === undefined), 'must have either "model" or "models"');

/** One entry of `switchyard.experiments`. */
export const experimentSchema = z
  .strictObject({
    tasks: z
      .union([task, z.array(task)])
      .default([])
      .describe(
        'The tasks whose conversations it shares among its arms. None: where a route or a rule says "experiment".',
      ),
    arms: z.array(arm).min(2).max(8).describe('What is compared; the first is what the others are measured against.'),
  })
  .refine(({ arms }) => new Set(namesOf(arms)).size === arms.length, 'two arms have the same name');

/** The entries as experiments. */
export function experimentsOf(entries: Readonly<Record<string, z.output<typeof experimentSchema>>>): Experiment[] {
  return Object.entries(entries).map(([name, { tasks, arms }]) => {
    const names = namesOf(arms);
    return {
      name,
      tasks: Array.isArray(tasks) ? tasks : [tasks],
      arms: arms.map(({ model, models, weight }, index): Arm => {
        return { name: names[index] ?? '', models: models ?? [model ?? ''], weight };
      }),
    };
  });
}

function namesOf(arms: readonly z.output<typeof arm>[]): string[] {
  return arms.map(({ name }, index) => name ?? String.fromCharCode(65 + index));
}
