import type { DecisionEvent } from '../../core/chat/chatEvent.ts';
import { sameTaskClass } from '../../core/routing/taskClass.ts';
import type { Conversation } from './conversation.ts';

/**
 * A chat is at home with the first choice of its first question, until the task changes its class. While that one rests
 * or is out of room, whoever answers is a guest.
 */
export function settleHome(conversation: Conversation, { task, targets, preferred }: DecisionEvent): void {
  const { home, model } = conversation;
  const first = preferred ?? targets[0]?.model;
  if (first === undefined || model !== null) return;
  if (home === undefined || !sameTaskClass(home.task, task)) conversation.home = { model: first, task };
}
