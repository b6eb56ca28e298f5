import * as z from 'zod/mini';
import { type ChatMessage, textMessage } from '../../core/chat/message.ts';
import type { RequestContext } from '../../core/chat/requestContext.ts';
import { TASKS } from '../../core/chat/task.ts';
import { highest } from '../../core/privacy/level.ts';
import { type Origin, originOf } from '../../core/privacy/originOf.ts';
import { type Redaction, stricterRedaction } from '../../core/privacy/privacyRules.ts';
import { questionMessage } from '../../core/prompt/composeMessages.ts';
import { isComing } from '../../protocol/isComing.ts';
import { activeCompaction, compactionSchema, summaryMessages } from './compaction.ts';
import { pathOf, pathTo } from './tree.ts';
import {
  type AnswerTurn,
  isWorded,
  privacySchema,
  queuedSchema,
  type Turn,
  turnSchema,
  type UserTurn,
} from './turns.ts';

/** A chat as it lies on disk. */
export const conversationSchema = z.object({
  version: z.literal(2),
  id: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** Null: the first line of the first question. */
  title: z.nullable(z.string()),
  titledBy: z.optional(z.enum(['user', 'model'])),
  pinned: z.boolean(),
  archived: z.boolean(),
  /** The folders it was begun in. */
  workspace: z.nullable(z.object({ key: z.string(), name: z.string() })),
  /** The pinned model; null is Auto. */
  model: z.nullable(z.string()),
  /** How Auto asks, where its reader said so: a cheap answer is checked, and a stronger model asked if it does not pass. */
  strategy: z.optional(z.literal('cascade')),
  /** The model and task this chat is at home with. */
  home: z.optional(z.object({ model: z.string(), task: z.enum(TASKS) })),
  /** The last turn shown; null where there is none. */
  head: z.nullable(z.string()),
  /** What was being written. */
  draft: z.string(),
  /** What its reader said of the privacy of that. */
  draftPrivacy: z.optional(privacySchema),
  /** Messages that wait for their turn. */
  queue: z.optional(z.array(queuedSchema)),
  /** Summaries that stand for the turns up to one of them. */
  compactions: z.array(compactionSchema),
  /** A tree, parents before their children. */
  turns: z.array(turnSchema),
});
export type Conversation = z.infer<typeof conversationSchema>;

/**
 * The turns before one as models read them: the earliest as their summary, where one stands for them; questions without an
 * answer are left out.
 */
export function historyBefore(conversation: Conversation, turnId: string): ChatMessage[] {
  const path = replacedTogether(pathTo(conversation, turnId).slice(0, -1));
  const summary = activeCompaction(conversation, path);
  if (summary === undefined) return messagesOf(path);
  const covered = path.findIndex(({ id }) => id === summary.upTo) + 1;
  return [
    ...summaryMessages(summary.text, originOfQuestions(path.slice(0, covered))),
    ...messagesOf(path.slice(covered)),
  ];
}

/** What was replaced for a question stays so for what was sent along with it: all before it. */
function replacedTogether(path: readonly Turn[]): Turn[] {
  let redact: Redaction = 'off';
  return path
    .toReversed()
    .map((turn) => {
      if (turn.role !== 'user') return turn;
      redact = stricterRedaction(redact, turn.privacy?.redact);
      return redact === 'off' ? turn : { ...turn, privacy: { ...turn.privacy, redact } };
    })
    .toReversed();
}

function messagesOf(path: readonly Turn[]): ChatMessage[] {
  return answeredTurns(path).flatMap(messagesOfTurn);
}

type Answered = ReturnType<typeof answeredTurns>[number];

/** What the messages of a turn are made of; each part is another object when it changes. */
function partsOf({ question: { text, context, privacy }, answer: { verbatim } }: Answered): readonly unknown[] {
  return [text, context, privacy, verbatim];
}

/** What was made of a turn is the same message again, of which everything is known by then, until some part of it changes. */
const made = new WeakMap<
  AnswerTurn['answer'],
  { readonly from: readonly unknown[]; readonly messages: ChatMessage[] }
>();

function messagesOfTurn(turn: Answered): readonly ChatMessage[] {
  const { question, answer } = turn;
  const from = partsOf(turn);
  const known = made.get(answer.answer);
  if (known?.from.every((part, index) => part === from[index])) return known.messages;
  const messages = [
    asOriginally(question, answer),
    {
      ...textMessage('assistant', answer.answer.text),
      ...(answer.verbatim === undefined ? {} : { verbatim: answer.verbatim }),
      ...(question.privacy?.redact === undefined ? {} : { redact: question.privacy.redact }),
    },
  ];
  made.set(answer.answer, { from, messages });
  return messages;
}

/** A question in the words in which it was sent, so that its vendor's cache knows it again. */
function asOriginally(question: UserTurn, { answer }: AnswerTurn): ChatMessage {
  const message = questionMessage(question.text, markedContext(question));
  const { task } = answer.decision ?? {};
  return task === undefined ? message : { ...message, asked: { task, command: question.context.command } };
}

/** Where questions come from. A summary also tells of those whose answer was deleted since. */
export function originOfQuestions(turns: readonly Turn[]): Origin {
  const questions = turns.filter((turn) => turn.role === 'user');
  return originOf(questions.map((question) => questionMessage(question.text, markedContext(question))));
}

/** What a question carried; what its reader raised it to, whatever follows it in the chat is too, and what they had replaced stays so. */
function markedContext({ context, privacy }: UserTurn): RequestContext {
  const own = context as RequestContext;
  const { atLeast, redact } = privacy ?? {};
  return {
    ...own,
    ...(atLeast === undefined ? {} : { level: highest([own.level ?? 'public', atLeast]) }),
    ...(redact === undefined ? {} : { redact }),
  };
}

/** Whether a question that models will read again already carried the same selection or the same files. */
export function holdsContext(conversation: Conversation, { selection, files = [] }: RequestContext): boolean {
  if (selection === undefined && files.length === 0) return false;
  const path = pathOf(conversation);
  const asking = path.at(-1);
  const isAsked = asking?.role === 'assistant' && isComing(asking.answer);
  const questions = answeredTurns(path).map(({ question }) => question);
  const current = path.findLast((turn) => turn.role === 'user');
  if (isAsked && current?.role === 'user') questions.push(current);
  return questions.some(({ context }) => {
    const selected = [context.selection, ...(context.selections ?? []).map(({ text }) => text)];
    const sent = new Set(context.files?.map(({ text }) => text));
    return (selection === undefined || selected.includes(selection)) && files.every(({ text }) => sent.has(text));
  });
}

/** What the next question follows: the end of what is shown; an attempt without a word gives way to the answer before it. */
export function endOf(conversation: Conversation): string | null {
  const last = conversation.turns.find(({ id }) => id === conversation.head);
  if (last?.role !== 'assistant' || isWorded(last)) return conversation.head;
  return conversation.turns.find(({ id }) => id === last.replaces)?.id ?? conversation.head;
}

/**
 * Every question of a path with its answer, if that has a word. What a content filter ended is left out: models go on
 * refusing when they see it again (platform.claude.com/docs/en/build-with-claude/refusals-and-fallback).
 */
function answeredTurns(path: readonly Turn[]): { question: UserTurn; answer: AnswerTurn }[] {
  return path.flatMap((turn, index) => {
    const question = path[index - 1];
    if (turn.role !== 'assistant' || question?.role !== 'user' || !isWorded(turn)) return [];
    return turn.answer.done?.finishReason === 'contentFilter' ? [] : [{ question, answer: turn }];
  });
}
