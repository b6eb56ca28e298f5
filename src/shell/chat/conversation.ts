import * as z from 'zod/mini';
import { type ChatMessage, textMessage } from '../../core/chat/message.ts';
import type { RequestContext } from '../../core/chat/requestContext.ts';
import { TASKS } from '../../core/chat/task.ts';
import { withContext } from '../../core/prompt/composeMessages.ts';
import { answerSchema } from '../../protocol/answer.ts';
import { chipSchema, type PanelMessage } from '../../protocol/panelState.ts';

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
  z.object({
    role: z.literal('assistant'),
    id: z.string(),
    answer: answerSchema,
    /** The answer in its vendor's own form, which only the host has. */
    verbatim: z.optional(z.object({ model: z.string(), content: z.unknown() })),
  }),
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
    turn.role === 'user'
      ? { role: 'user', id: turn.id, text: turn.text, chips: turn.chips }
      : { role: 'assistant', id: turn.id, answer: turn.answer },
  );
}

/** The turns before one as models read them; questions without an answer are left out. */
export function historyBefore(conversation: Conversation, turnId: string): ChatMessage[] {
  const end = conversation.turns.findIndex((turn) => turn.id === turnId);
  return answeredTurns(conversation.turns.slice(0, end)).flatMap(({ question, answer }) => [
    textMessage('user', withContext(question.text, question.context as RequestContext)),
    {
      ...textMessage('assistant', answer.answer.text),
      ...(answer.verbatim === undefined ? {} : { verbatim: answer.verbatim }),
    },
  ]);
}

/** Whether a question that models will read again already carried the same selection or the same files. */
export function holdsContext({ turns }: Conversation, { selection, files = [] }: RequestContext): boolean {
  const asking = turns.at(-1);
  const isComing = asking?.role === 'assistant' && ['routing', 'streaming'].includes(asking.answer.status);
  const questions = answeredTurns(turns).map(({ question }) => question);
  const current = turns.findLast((turn) => turn.role === 'user');
  if (isComing && current?.role === 'user') questions.push(current);
  return questions.some(({ context }) => {
    const sent = context.files ?? [];
    return (
      context.selection === selection &&
      sent.length === files.length &&
      sent.every((file, index) => file.text === files[index]?.text)
    );
  });
}

/**
 * Every question with the last answer it got, if that has a word. What a content filter ended is left out: models go on
 * refusing when they see it again (platform.claude.com/docs/en/build-with-claude/refusals-and-fallback).
 */
function answeredTurns(turns: readonly Turn[]): { question: UserTurn; answer: AnswerTurn }[] {
  const pairs = new Map<UserTurn, AnswerTurn>();
  let question: UserTurn | undefined;
  for (const turn of turns) {
    if (turn.role === 'user') question = turn;
    else if (question !== undefined && isWorded(turn)) pairs.set(question, turn);
  }
  return [...pairs].map(([asked, answer]) => ({ question: asked, answer }));
}

function isWorded({ answer }: AnswerTurn): boolean {
  return answer.text !== '' && answer.done?.finishReason !== 'contentFilter';
}
