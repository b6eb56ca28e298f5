import * as vscode from 'vscode';
import type { Handlers } from '../../../protocol/channel.ts';
import type { CODE_TO_HOST } from '../../../protocol/messages/codeMessages.ts';
import type { PanelParts } from '../panelParts.ts';

/** What a reader does with an answer's text and its code blocks. */
export function codeHandlers({ chat }: PanelParts): Handlers<typeof CODE_TO_HOST> {
  return {
    'text/copy': ({ text, messageId }) => {
      void vscode.env.clipboard.writeText(text);
      if (messageId !== undefined) chat.kept(messageId);
    },
  };
}
