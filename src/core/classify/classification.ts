import type { Difficulty, Task } from '../chat/task.ts';

/** What a request was recognised as. */
export interface Classification {
  readonly task: Task;
  readonly difficulty: Difficulty;
  /** 0…1: the estimated need for a strong model. */
  readonly complexity: number;
  /** ISO 639-1 code of the language the request is written in. */
  readonly language: string;
  /** 0…1: how sure the task is. */
  readonly confidence: number;
  /** What spoke for it, in words, the strongest first. */
  readonly reasons: readonly string[];
}
