import type { ViewState } from '../state/viewState.ts';

/** What was asked in the shown chat, oldest first, each text once where it was asked several times in a row. */
export function questionsOf({ order, messages }: Pick<ViewState, 'order' | 'messages'>): readonly string[] {
  const questions: string[] = [];
  for (const id of order) {
    const message = messages.get(id);
    if (message?.role === 'user' && message.text !== questions.at(-1)) questions.push(message.text);
  }
  return questions;
}
