import { TASKS, type Task } from '../../src/core/chat/task.ts';
import type { LabelledPrompt } from './labelledPrompt.ts';

/** A prompt and what was said of it. */
export interface Answered {
  readonly prompt: Pick<LabelledPrompt, 'task' | 'also'>;
  readonly task: Task;
}

/** How good answers are: shares of 1. */
export interface Score {
  readonly strict: number;
  readonly lenient: number;
  /** The mean of the tasks' F1, strictly. */
  readonly macroF1: number;
}

/** Strictly, leniently, and by task. */
export function scored(answers: readonly Answered[]): Score {
  const share = (isRight: (answer: Answered) => boolean) => answers.filter(isRight).length / answers.length;
  const f1s = TASKS.flatMap((task) => {
    const labelled = answers.filter(({ prompt }) => prompt.task === task);
    const said = answers.filter((answer) => answer.task === task);
    const right = said.filter(({ prompt }) => prompt.task === task).length;
    return labelled.length === 0 ? [] : [(2 * right) / (labelled.length + said.length)];
  });
  return {
    strict: share(({ prompt, task }) => prompt.task === task),
    lenient: share(({ prompt, task }) => prompt.task === task || prompt.also.includes(task)),
    macroF1: f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length,
  };
}

/** How often each label (a row) was said to be each task (a column), as lines. */
export function confusionLines(answers: readonly Answered[]): string[] {
  const cell = (value: string | number) => String(value).slice(0, 6).padStart(7);
  const rows = TASKS.map((label) => {
    const said = answers.filter(({ prompt }) => prompt.task === label);
    return label.padEnd(9) + TASKS.map((task) => cell(said.filter((answer) => answer.task === task).length)).join('');
  });
  return [`${'label'.padEnd(9)}${TASKS.map(cell).join('')}`, ...rows];
}
