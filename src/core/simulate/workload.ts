import type { RequestContext } from '../chat/requestContext.ts';
import type { Difficulty, Task } from '../chat/task.ts';

/** What a kind of call is: its words, of which the rest follows, or what they would be recognised as. */
export type Asked =
  | { readonly by: 'prompt'; readonly prompt: string; readonly context: RequestContext }
  | { readonly by: 'class'; readonly task: Task; readonly difficulty: Difficulty };

/** One kind of call of a workload; a number that nobody said is assumed. */
export interface WorkloadItem {
  readonly asked: Asked;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly count?: number;
}

/** What is taken where a workload does not say. */
export const ASSUMED_INPUT_TOKENS = 1000;
