import type { ChatController } from '../../chat/chatController.ts';
import type { Attachment } from '../../context/editorContext.ts';

/** What commands that ask in the chat work with. */
export interface Asker {
  readonly chat: ChatController;
  /** Brings the chat into sight, wherever it is shown. */
  readonly reveal: () => Thenable<unknown>;
}

/** A question that a command has made up. */
export interface CommandQuestion {
  readonly text: string;
  readonly command: string;
  readonly attachments: readonly Attachment[];
}

/** Asks in the chat and brings it into sight; while another answer is coming the question waits for its turn. */
export async function askInChat({ chat, reveal }: Asker, question: CommandQuestion): Promise<void> {
  await reveal();
  await chat.send(question);
}
