import type { Conversation } from './conversation.ts';
import { pathTo } from './tree.ts';
import { isWorded, type UserTurn } from './turns.ts';

/**
 * The question behind an answer, or the last one itself where it has none, and the answer that a new one is to replace:
 * behind attempts without a word that is the one before them.
 */
export function askedAgain(
  conversation: Conversation,
  messageId: string | null,
): { question: UserTurn; former?: string } | undefined {
  const [before, last] = [undefined, ...pathTo(conversation, messageId)].slice(-2);
  if (last?.role === 'user') return last.id === conversation.head ? { question: last } : undefined;
  if (last === undefined || before?.role !== 'user') return undefined;
  const replaced = conversation.turns.find(({ id }) => id === last.replaces);
  return { question: before, former: isWorded(last) || replaced === undefined ? last.id : replaced.id };
}
