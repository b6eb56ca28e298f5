import type { Task } from '../chat/task.ts';

const CODING: ReadonlySet<Task> = new Set(['code', 'fix', 'test', 'review']);

/** Whether two tasks are alike enough for a conversation to keep its model: both work on code, or neither does. */
export function sameTaskClass(a: Task, b: Task): boolean {
  return CODING.has(a) === CODING.has(b);
}
