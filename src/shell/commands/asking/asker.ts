import type { ChatController } from '../../chat/chatController.ts';
import type { Question } from '../../chat/question.ts';
import type { AnswerTurn } from '../../chat/turns.ts';

/** What commands that ask in the chat work with. */
export interface Asker {
  readonly chat: ChatController;
  /** Brings the chat into sight, wherever it is shown. */
  readonly reveal: () => Thenable<unknown>;
}

/**
 * Asks in the chat and brings it into sight; resolves with the answer. While another answer is coming the question waits
 * for its turn, and there is none yet.
 */
export async function askInChat({ chat, reveal }: Asker, question: Question): Promise<AnswerTurn | undefined> {
  await reveal();
  return chat.send(question);
}
