import { TASKS } from '../../src/core/chat/task.ts';
import { type PackedTaskModel, packTaskModel, unpackTaskModel } from '../../src/core/classify/task/taskModel.ts';
import { taskScores } from '../../src/core/classify/task/taskScores.ts';
import { calibrate } from './calibrate.ts';
import { KEPT, learn, learnable } from './learn.ts';
import { partOf } from './partOf.ts';
import type { SharedPrompt } from './sharedPrompts.ts';
import { BITS } from './trainingSet.ts';

/** The temperature comes from the prompts of this part, by a model that learnt from the others. */
const CALIBRATED_ON = 0;

/** Learns from all prompts that are given, and our own; the same figures each time on the same Node. */
export function buildTaskModel(prompts: readonly SharedPrompt[]): PackedTaskModel {
  const learnt = learnable(prompts);
  const others = learnt.filter(({ taught }) => partOf(taught.source) !== CALIBRATED_ON);
  const model = unpackTaskModel(packTaskModel(learn(others), BITS, KEPT, 1));
  const unseen = prompts
    .filter(({ source }) => partOf(source) === CALIBRATED_ON)
    .map(({ prompt, task }) => ({ scores: taskScores(prompt, model).scores, label: TASKS.indexOf(task) }));
  return packTaskModel(learn(learnt), BITS, KEPT, calibrate(unseen));
}
