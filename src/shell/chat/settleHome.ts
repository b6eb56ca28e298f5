import type { DecisionEvent } from '../../core/chat/chatEvent.ts';
import { sameTaskClass } from '../../core/routing/taskClass.ts';
import type { Conversation } from './conversation.ts';

/**
 * A chat is at home with the first choice of its first question, until the task changes its class. While a better choice
 * may be resting or out of room, whoever answers is a guest.
 */
export function settleHome(conversation: Conversation, { task, targets }: DecisionEvent): void {
  const { home, model } = conversation;
  const [first] = targets;
  if (first === undefined || model !== null || targets.some(isAway)) return;
  if (home === undefined || !sameTaskClass(home.task, task)) conversation.home = { model: first.model, task };
}

function isAway({ restsMs, waitsMs }: DecisionEvent['targets'][number]): boolean {
  return restsMs !== undefined || waitsMs !== undefined;
}
