import * as vscode from 'vscode';
import type { Handlers } from '../../../protocol/channel.ts';
import type { CODE_TO_HOST } from '../../../protocol/messages/codeMessages.ts';
import { tellError } from '../../tell.ts';
import type { PanelParts } from '../panelParts.ts';

/** What a reader does with an answer's text and its code blocks. Each use is a sign that it was wanted. */
export function codeHandlers({ chat, log }: PanelParts): Handlers<typeof CODE_TO_HOST> {
  // Loaded late: most answers are only read.
  const use = async (run: (uses: typeof import('../../apply/useCode.ts')) => Promise<void>) => {
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
      chat.signs.note(
        chat.conversation.turns.find(({ id }) => id === messageId),
        'copied',
      );
    },
    'code/insert': (block) => void use(({ insert }) => insert(block, chat)),
    'code/newFile': (block) => void use(({ newFile }) => newFile(block, chat)),
    'code/terminal': (block) => void use(({ terminal }) => terminal(block, chat)),
    'code/apply': (block) => void use(({ apply }) => apply(block, chat)),
    'code/applyAll': ({ messageId }) => void use(({ applyAll }) => applyAll(messageId, chat)),
  };
}
