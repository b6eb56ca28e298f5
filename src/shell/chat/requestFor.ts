import type { ChatRequest } from '../../core/chat/chatRequest.ts';
import type { RequestContext } from '../../core/chat/requestContext.ts';
import type { PrivacyWish } from '../../core/privacy/sensitivity.ts';
import { type Conversation, historyBefore } from './conversation.ts';
import { pathTo } from './tree.ts';
import type { AnswerTurn, UserTurn } from './turns.ts';

/** How one question is asked. */
export interface Asking {
  /** Pins a model for this answer alone. */
  readonly model?: string;
  /** The answer to be continued. */
  readonly continues?: AnswerTurn;
  /** Another answer than an earlier one is wanted. */
  readonly anew?: boolean;
  /** What its reader wants of its privacy, this once. */
  readonly privacy?: PrivacyWish;
}

/** The request that asks a question of a chat, with everything before it on its branch. */
export function requestFor(
  conversation: Conversation,
  question: UserTurn,
  id: string,
  { model = conversation.model ?? undefined, continues, anew = false, privacy }: Asking,
): ChatRequest {
  const { home } = conversation;
  const author = continues?.answer.done?.model ?? continues?.answer.attempts.at(-1)?.model;
  const task = continues?.answer.decision?.task;
  const previous = author !== undefined && task !== undefined ? { model: author, task } : home;
  const lastAnswer = continues ?? lastAnswerBefore(conversation, question.id);
  return {
    id,
    source: 'panel',
    prompt: question.text,
    context: question.context as RequestContext,
    history: historyBefore(conversation, question.id),
    conversationId: conversation.id,
    turn: pathTo(conversation, question.id).filter(({ role }) => role === 'user').length,
    mayRepeat: !anew,
    // What stood there before a continuation must not be taken back.
    retractable: continues === undefined,
    ...(continues === undefined ? {} : { partial: continues.answer.text }),
    ...(privacy === undefined && question.privacy === undefined
      ? {}
      : { privacy: { ...question.privacy, ...privacy } }),
    ...(model === undefined ? {} : { model }),
    ...(conversation.strategy === undefined ? {} : { strategy: conversation.strategy }),
    ...(previous === undefined ? {} : { previous }),
    ...(lastAnswer?.answer.done === undefined
      ? {}
      : { lastAnswer: { model: lastAnswer.answer.done.model, at: lastAnswer.at } }),
  };
}

/** The answer that was given last before a question of a chat. */
function lastAnswerBefore(conversation: Conversation, turnId: string): AnswerTurn | undefined {
  return pathTo(conversation, turnId)
    .slice(0, -1)
    .findLast((turn) => turn.role === 'assistant' && turn.answer.done !== undefined) as AnswerTurn | undefined;
}
