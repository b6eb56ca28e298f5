import type { Task } from '../../src/core/chat/task.ts';

/** A prompt and what it asks for. */
export interface LabelledPrompt {
  readonly id: string;
  readonly prompt: string;
  readonly task: Task;
  /** Other acceptable tasks, best first. */
  readonly also: readonly Task[];
  /** Where it comes from: rows of one source are never on both sides of a cross-validation. */
  readonly source: string;
}
