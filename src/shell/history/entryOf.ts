import type { HistoryEntry } from '../../storage/history/historyEntry.ts';
import type { Conversation } from '../chat/conversation.ts';
import { firstLineOf, titleOf } from '../chat/titleOf.ts';

/** What the index keeps of a chat; undefined for one in which nothing was asked yet. */
export function entryOf(conversation: Conversation): HistoryEntry | undefined {
  const { id, turns, createdAt, updatedAt, pinned, archived, workspace } = conversation;
  const question = turns.findLast((turn) => turn.role === 'user');
  if (question?.role !== 'user') return undefined;
  const answers = turns.flatMap((turn) => (turn.role === 'assistant' ? [turn.answer] : []));
  const models = answers.flatMap(({ done, attempts }) => done?.model ?? attempts.at(-1)?.model ?? []);
  const tasks = answers.flatMap(({ decision }) => decision?.task ?? []);
  return {
    ...{ id, createdAt, updatedAt, pinned, archived, workspace },
    title: titleOf(conversation),
    question: firstLineOf(question.text),
    text: turns.map((turn) => (turn.role === 'user' ? turn.text : turn.answer.text)).join('\n\n'),
    models: [...new Set(models.reverse())],
    tasks: [...new Set(tasks)],
    newer: false,
  };
}
