import type { AnswerFeedback } from '../../protocol/panelState.ts';
import type { SignKeeper } from '../learnt/signKeeper.ts';
import type { ChatHost } from './chatHost.ts';

/** What a reader thinks of an answer, or with null nothing any more: kept with the answer and in the ledger. */
export function vote(chat: ChatHost, signs: SignKeeper, id: string, feedback: AnswerFeedback | null): void {
  const turn = chat.conversation.turns.find((one) => one.id === id);
  if (turn?.role !== 'assistant') return;
  const { feedback: before } = turn;
  if (before?.vote === feedback?.vote && before?.reason === feedback?.reason) return;
  if (feedback === null) delete turn.feedback;
  else turn.feedback = feedback;
  signs.note(turn, feedback?.vote ?? 'unvoted', feedback?.reason);
  chat.changed();
  void chat.save();
}
