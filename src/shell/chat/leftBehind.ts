import { isComing } from '../../protocol/isComing.ts';
import type { Conversation } from './conversation.ts';
import { waitingNoMore } from './retryLater.ts';

/** In a chat's file: an answer that came when it was written, or had broken off before. */
export const UNFINISHED = /"status":"(?:routing|streaming|interrupted)"/;

/** The same chat, its answers that nobody goes on with marked as interrupted. */
export function leftBehind(conversation: Conversation): Conversation {
  for (const turn of conversation.turns) {
    if (turn.role !== 'assistant') continue;
    if (isComing(turn.answer)) turn.answer = { ...turn.answer, status: 'interrupted' };
    turn.answer = waitingNoMore(turn.answer);
  }
  return conversation;
}
