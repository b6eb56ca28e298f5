import type { RequestContext } from '../../core/chat/requestContext.ts';
import { corrects } from '../../core/quality/corrects.ts';
import { reaskSign } from '../../core/quality/reaskSign.ts';
import type { Conversation } from '../chat/conversation.ts';
import type { AnswerTurn, UserTurn } from '../chat/turns.ts';

/** The answer before a question and what the question says of it: that it is wrong, or that another one is wanted. */
export function followUpSign(
  { turns, model }: Conversation,
  { text, context, parent }: Pick<UserTurn, 'text' | 'context' | 'parent'>,
): { readonly answer: AnswerTurn; readonly sign: 'corrected' | 'redone' | 'askedOther' } | undefined {
  const answer = turns.find(({ id }) => id === parent);
  if (answer?.role !== 'assistant') return undefined;
  if (corrects(text)) return { answer, sign: 'corrected' };
  const question = turns.find(({ id }) => id === answer.parent);
  if (question?.role !== 'user') return undefined;
  const author = answer.answer.done?.model;
  const before = { text: question.text, context: question.context as RequestContext, author };
  const sign = reaskSign(before, { text, context: context as RequestContext, model });
  return sign && { answer, sign };
}
