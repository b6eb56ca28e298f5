import type { ChatEvent } from '../../core/chat/chatEvent.ts';
import type { Answer, Problem } from '../../protocol/answer.ts';
import type { Conversation } from './conversation.ts';

/** What listeners are told while an answer comes. */
export interface ChatListener {
  /** The list of messages or the pinned model changed. */
  changed(): void;
  /** One more event, and what the answer has become by it. */
  event(messageId: string, event: ChatEvent, answer: Answer): void;
  problem(messageId: string, problem: Problem, answer: Answer): void;
  /** An answer of this chat, shown or not, is over and written, however it ended. */
  answered?(conversation: Conversation): void;
}
