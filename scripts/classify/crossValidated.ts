import { TASKS, type Task } from '../../src/core/chat/task.ts';
import { packTaskModel, type TaskModel, unpackTaskModel } from '../../src/core/classify/task/taskModel.ts';
import { taskScores } from '../../src/core/classify/task/taskScores.ts';
import { calibrate } from './calibrate.ts';
import { KEPT, learn, learnable } from './learn.ts';
import { PARTS, partOf } from './partOf.ts';
import type { SharedPrompt } from './sharedPrompts.ts';
import { BITS } from './trainingSet.ts';

/** What was said of a prompt by a model that had learnt from other sources only. */
export interface Guess {
  readonly prompt: SharedPrompt;
  readonly task: Task;
  /** By a temperature that other parts' prompts set. */
  readonly confidence: number;
  /** Tells the task of another text, by the same model: the prompt with typos, say. */
  readonly guess: (text: string) => Task;
}

/** Every prompt by a model that learnt nothing from its source, packed as the shipped one is. */
export function crossValidated(prompts: readonly SharedPrompt[], progress: (line: string) => void): Guess[] {
  const learnt = learnable(prompts);
  const scored = Array.from({ length: PARTS }, (_, part) => {
    const weights = learn(learnt.filter(({ taught }) => partOf(taught.source) !== part));
    const model = unpackTaskModel(packTaskModel(weights, BITS, KEPT, 1));
    progress(`part ${part + 1} of ${PARTS} learnt`);
    return prompts
      .filter(({ source }) => partOf(source) === part)
      .map((prompt) => ({ prompt, part, model, scores: taskScores(prompt.prompt, model).scores }));
  }).flat();
  const temperatures = Array.from({ length: PARTS }, (_, part) =>
    calibrate(
      scored
        .filter((other) => other.part !== part)
        .map(({ scores, prompt: { task } }) => ({ scores, label: TASKS.indexOf(task) })),
    ),
  );
  return scored.map(({ prompt, part, model, scores }) => {
    const most = Math.max(...scores);
    const total = scores.reduce((sum, score) => sum + Math.exp((score - most) / (temperatures[part] ?? 1)), 0);
    return { prompt, task: mostOf(scores), confidence: 1 / total, guess: (text) => guessed(text, model) };
  });
}

function guessed(text: string, model: TaskModel): Task {
  return mostOf(taskScores(text, model).scores);
}

function mostOf(scores: Float64Array): Task {
  return TASKS[scores.indexOf(Math.max(...scores))] ?? 'chat';
}
