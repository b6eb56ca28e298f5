import type { Task } from '../chat/task.ts';
import type { OneOrMore } from '../routing/rules/rule.ts';

/** A prompt of the user's own, for all that is asked or for some tasks, models, or a rule that names it. */
export interface OwnPrompt {
  /** Without one it is of the system prompt. */
  readonly task?: OneOrMore<Task>;
  /** Patterns of models. */
  readonly models?: OneOrMore<string>;
  /** Only where a rule asks for it. */
  readonly name?: string;
  /** Stands instead of ours. */
  readonly text?: string;
  /** Stands after it. */
  readonly append?: string;
}
