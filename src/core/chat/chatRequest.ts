import type { LimitName } from '../accounting/limitName.ts';
import type { PrivacyWish } from '../privacy/sensitivity.ts';
import type { StrategyName } from '../strategies/strategyNames.ts';
import type { ChatMessage } from './message.ts';
import type { Parameters } from './parameters.ts';
import type { RequestContext } from './requestContext.ts';
import type { Task } from './task.ts';

/** Who asked: it is kept in the ledger. */
export type RequestSource =
  | 'panel'
  | 'title'
  | 'cli'
  | 'server'
  | 'test'
  | 'bench'
  | 'guard'
  | 'recognition'
  | 'fireDrill';

/** One question with everything needed to answer it. */
export interface ChatRequest {
  readonly id: string;
  readonly source: RequestSource;
  readonly prompt: string;
  readonly context: RequestContext;
  /** Earlier turns, oldest first. */
  readonly history: readonly ChatMessage[];
  /** The whole conversation, sent as it is instead of what `prompt`, `context`, `history` and `system` come to: they then only tell the task. */
  readonly messages?: readonly ChatMessage[];
  /** Replaces Switchyard's own system prompt. */
  readonly system?: string;
  /** Skips recognition of the task. */
  readonly task?: Task;
  /** Pins a model by its full id: no other is asked. */
  readonly model?: string;
  /** A fallback chain of the request's own, as full ids, best first: no other is asked. */
  readonly models?: readonly string[];
  /** How the answer is got, chosen by hand; absent: as the route says. */
  readonly strategy?: StrategyName;
  /** What is asked of the model besides; it wins over the route's. */
  readonly parameters?: Parameters;
  readonly conversationId?: string;
  /** The place of the question in its conversation, from 1; absent: as many as its earlier messages tell. */
  readonly turn?: number;
  /** The request that this one serves, as a guard's does: it counts to that one's limits, and passes those that one may pass. */
  readonly owner?: { readonly id: string; readonly source: RequestSource; readonly passed: ReadonlySet<LimitName> };
  /** A job that is resumed after its process died: what it had set aside stays its own. */
  readonly job?: string;
  /** The model and task of the conversation's previous answer: it keeps its model while the task stays in its class. */
  readonly previous?: { readonly model: string; readonly task: Task };
  /** Who answered last in the conversation, and when it was asked (milliseconds since 1970): its vendor may still have it in its cache. */
  readonly lastAnswer?: { readonly model: string; readonly at: number };
  /** What was answered already, to be continued where it stopped; the events are of the continuation alone. */
  readonly partial?: string;
  /** What its reader wants of its privacy, whatever the settings say. */
  readonly privacy?: PrivacyWish;
  /** Whether an earlier answer to the same question will do where nobody can be reached: its reader is told. */
  readonly mayRepeat?: boolean;
  /** It is only looked at: nobody will answer it. */
  readonly draft?: boolean;
  /** Whether the reader can take text back; if not, a broken answer is continued instead of restarted. */
  readonly retractable: boolean;
}
