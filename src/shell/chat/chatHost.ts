import type { Problem } from '../../protocol/answer.ts';
import type { Conversation } from './conversation.ts';
import type { Asking } from './requestFor.ts';
import type { AnswerTurn, QueuedMessage, UserTurn } from './turns.ts';

/** The window's chat as its parts work with it. */
export interface ChatHost {
  readonly conversation: Conversation;
  /** True while an answer is coming. */
  readonly busy: boolean;
  /** Tells whoever shows the chat. */
  changed(): void;
  /** Shows other words of what went wrong with an answer of the chat. */
  explain(turn: AnswerTurn, problem: Problem): void;
  /** Writes a chat, the shown one where none is named. */
  save(conversation?: Conversation): Promise<void>;
  /** Stops the answer that is coming; resolves when it is over. */
  stop(): Promise<void>;
  /** What was deleted cannot be had back from now on; what broke off with its window is paid for. */
  settle(): void;
  /** Asks after this turn; resolves when the answer is over. */
  ask(message: QueuedMessage, parent: string | null): Promise<unknown>;
  /** Asks a question of the chat into a new answer. */
  begin(question: UserTurn, kind?: Pick<AnswerTurn, 'replaces' | 'beside'>, asking?: Asking): Promise<unknown>;
  /** Asks a question of the chat into an answer of it. */
  run(question: UserTurn, turn: AnswerTurn, asking: Asking): Promise<unknown>;
}
