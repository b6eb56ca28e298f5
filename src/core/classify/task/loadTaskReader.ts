import type { TaskReader } from './readTask.ts';

let loading: Promise<TaskReader> | undefined;

/** What tells the task of free words; it is read from its file once, when it is first needed. */
export function loadTaskReader(): Promise<TaskReader> {
  loading ??= import('./readTask.ts').then(({ readTask }) => readTask);
  return loading;
}
