import { TASKS, type Task } from '../../chat/task.ts';
import { unpackTaskModel } from './taskModel.ts';
import packed from './taskModelData.json' with { type: 'json' };
import { reasonsFor } from './taskReasons.ts';
import { taskScores } from './taskScores.ts';

/** The task that words ask for, how sure that is, and what spoke for it; `lean` is what the editor shows, in logits. */
export interface ReadTask {
  readonly task: Task;
  readonly confidence: number;
  readonly reasons: readonly string[];
}
export type TaskReader = (prompt: string, lean: ReadonlyMap<Task, number>) => ReadTask;

const MODEL = unpackTaskModel(packed);

/** Tells the task of free words by what was learnt from labelled ones. */
export function readTask(prompt: string, lean: ReadonlyMap<Task, number>): ReadTask {
  const { scores, signs } = taskScores(prompt, MODEL);
  const logits = TASKS.map((task, at) => (scores[at] ?? 0) / MODEL.temperature + (lean.get(task) ?? 0));
  const most = Math.max(...logits);
  const shares = logits.map((logit) => Math.exp(logit - most));
  const confidence = 1 / shares.reduce((sum, share) => sum + share, 0);
  const best = logits.indexOf(most);
  return {
    task: TASKS[best] ?? 'chat',
    confidence: Math.round(confidence * 1000) / 1000,
    reasons: reasonsFor(best, signs, MODEL),
  };
}
