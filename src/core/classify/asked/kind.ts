import type { Difficulty, Task } from '../../chat/task.ts';

/** What a model said a request is. */
export interface Kind {
  readonly task: Task;
  /** Absent where it said none that there is. */
  readonly difficulty?: Difficulty;
}
