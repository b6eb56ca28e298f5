import * as z from 'zod/mini';
import { type ChatMessage, messageText, textMessage } from '../core/chat/message.ts';
import type { RequestContext } from '../core/chat/requestContext.ts';
import { TASKS } from '../core/chat/task.ts';
import { withContext } from '../core/prompt/composeMessages.ts';
import { answerSchema } from '../protocol/answer.ts';
import { chipSchema, type PanelMessage } from '../protocol/panelState.ts';

const contextSchema = z.object({
  command: z.optional(z.string()),
  languageId: z.optional(z.string()),
  selection: z.optional(z.string()),
  selectionPath: z.optional(z.string()),
  diagnostics: z.optional(z.array(z.string())),
  files: z.optional(z.array(z.object({ path: z.string(), text: z.string() }))),
});

const turnSchema = z.discriminatedUnion('role', [
  z.object({
    role: z.literal('user'),
    id: z.string(),
    text: z.string(),
    chips: z.array(chipSchema),
    context: contextSchema,
  }),
  z.object({ role: z.literal('assistant'), id: z.string(), answer: answerSchema }),
]);

/** A chat as it lies on disk. */
export const conversationSchema = z.object({
  version: z.literal(1),
  id: z.string(),
  updatedAt: z.number(),
  /** The pinned model; null is Auto. */
  model: z.nullable(z.string()),
  /** The model and task this chat is at home with. */
  home: z.optional(z.object({ model: z.string(), task: z.enum(TASKS) })),
  turns: z.array(turnSchema),
});
export type Conversation = z.infer<typeof conversationSchema>;
export type Turn = z.infer<typeof turnSchema>;
export type UserTurn = Extract<Turn, { role: 'user' }>;
export type AnswerTurn = Extract<Turn, { role: 'assistant' }>;

/** The turns as the panel shows them: without the attached texts. */
export function panelMessages(conversation: Conversation): PanelMessage[] {
  return conversation.turns.map((turn) =>
    turn.role === 'user' ? { role: 'user', id: turn.id, text: turn.text, chips: turn.chips } : turn,
  );
}

/** The turns before one as models read them; answers without a word are left out, with their questions. */
export function historyBefore(conversation: Conversation, turnId: string): ChatMessage[] {
  const messages: ChatMessage[] = [];
  for (const turn of conversation.turns) {
    if (turn.id === turnId) break;
    if (turn.role === 'user') {
      // Two questions in a row: the first was never answered.
      if (messages.at(-1)?.role === 'user') messages.pop();
      messages.push(textMessage('user', withContext(turn.text, turn.context as RequestContext)));
    } else if (turn.answer.text !== '') {
      messages.push(textMessage('assistant', turn.answer.text));
    }
  }
  if (messages.at(-1)?.role === 'user') messages.pop();
  return messages.filter((message) => messageText(message) !== '');
}

/** Whether a question of this chat already carried the same selection or the same files. */
export function holdsContext(conversation: Conversation, { selection, files = [] }: RequestContext): boolean {
  return conversation.turns.some((turn) => {
    if (turn.role !== 'user' || turn.context.selection !== selection) return false;
    const sent = turn.context.files ?? [];
    return sent.length === files.length && sent.every((file, index) => file.text === files[index]?.text);
  });
}
