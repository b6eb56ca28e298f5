import type { ChatMessage } from '../../core/chat/message.ts';
import { type Conversation, endOf, historyBefore } from '../chat/conversation.ts';
import { pathTo, withTurn } from '../chat/tree.ts';

/** The last questions stay in their own words: what comes next is likely about them. */
const KEPT_QUESTIONS = 1;

/** The earlier messages that a summary would stand for, as models read them now, and the last turn among them. */
export interface CoveredTurns {
  readonly upTo: string;
  readonly messages: readonly ChatMessage[];
}

/** What can be summarized of a chat: all but the last exchange; undefined where that is nothing new. */
export function coveredTurns(conversation: Conversation): CoveredTurns | undefined {
  const path = pathTo(conversation, endOf(conversation));
  const questions = path.filter(({ role }) => role === 'user');
  const firstKept = questions.at(-KEPT_QUESTIONS);
  const before = firstKept === undefined ? [] : path.slice(0, path.indexOf(firstKept));
  const last = before.findLast(({ role }) => role === 'assistant');
  if (last === undefined) return undefined;
  const isKnown = conversation.compactions.some(({ active, upTo }) => active && upTo === last.id);
  if (isKnown) return undefined;
  const after = { role: 'user', id: 'after', parent: last.id, at: 0, text: '', command: 'ask', context: {} } as const;
  const messages = historyBefore({ ...conversation, ...withTurn(conversation, { ...after, chips: [] }) }, after.id);
  return messages.length === 0 ? undefined : { upTo: last.id, messages };
}
