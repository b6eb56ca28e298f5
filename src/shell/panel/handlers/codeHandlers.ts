import * as vscode from 'vscode';
import type { Handlers } from '../../../protocol/channel.ts';
import type { CODE_TO_HOST } from '../../../protocol/messages/codeMessages.ts';
import { tellError } from '../../tell.ts';
import type { PanelParts } from '../panelParts.ts';

/** What a reader does with an answer's text and its code blocks. Each use counts the answer as kept. */
export function codeHandlers({ chat, log }: PanelParts): Handlers<typeof CODE_TO_HOST> {
  const kept = (messageId: string | undefined) => {
    if (messageId !== undefined) chat.kept(messageId);
  };
  // Loaded late: most answers are only read.
  const use = async (
    messageId: string | undefined,
    run: (uses: typeof import('../../apply/useCode.ts')) => Promise<void>,
  ) => {
    kept(messageId);
    try {
      await run(await import('../../apply/useCode.ts'));
    } catch (error) {
      log.error(`using a code block failed: ${error instanceof Error ? error.stack : String(error)}`);
      void tellError(vscode.l10n.t('Switchyard made a mistake; the log says more'));
    }
  };
  return {
    'text/copy': ({ text, messageId }) => {
      void vscode.env.clipboard.writeText(text);
      kept(messageId);
    },
    'code/insert': (block) => void use(block.messageId, ({ insert }) => insert(block)),
    'code/newFile': (block) => void use(block.messageId, ({ newFile }) => newFile(block, chat.conversation)),
    'code/terminal': (block) => void use(block.messageId, ({ terminal }) => terminal(block)),
    'code/apply': (block) => void use(block.messageId, ({ apply }) => apply(block, chat.conversation)),
    'code/applyAll': ({ messageId }) => void use(messageId, ({ applyAll }) => applyAll(messageId, chat.conversation)),
  };
}
