import type { Task } from '../chat/task.ts';

/** The gestures that say the task by themselves. */
const COMMAND_TASKS: ReadonlyMap<string, Task> = new Map([
  ['explain', 'explain'],
  ['fix', 'fix'],
  ['summarize', 'summarize'],
  ['tests', 'test'],
  ['test', 'test'],
  ['review', 'review'],
  ['docs', 'write'],
  ['commit', 'write'],
  ['translate', 'translate'],
  ['rewrite', 'code'],
  ['rephrase', 'write'],
  ['terminal', 'explain'],
]);

/** The task that a gesture says; undefined where it leaves it to the words. */
export function commandTask(command: string | undefined): Task | undefined {
  return command === undefined ? undefined : COMMAND_TASKS.get(command);
}
