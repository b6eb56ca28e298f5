import * as vscode from 'vscode';
import type { Handlers } from '../../../protocol/channel.ts';
import type { HISTORY_TO_HOST } from '../../../protocol/messages/historyMessages.ts';
import { tellError } from '../../tell.ts';
import type { PanelParts } from '../panelParts.ts';
import type { Post } from '../post.ts';

/** The list of chats. */
export function historyHandlers({ library, log }: PanelParts, post: Post): Handlers<typeof HISTORY_TO_HOST> {
  const tried = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => log.error(`the list of chats: ${error instanceof Error ? error.message : ''}`));
  const told = async (done: Promise<boolean>, failure: string) => {
    if (!(await done)) void tellError(failure);
  };
  const failed = () => vscode.l10n.t('The chat could not be changed. The log says why.');
  return {
    'history/list': ({ sequence, filter, offset, limit }) =>
      tried(library.list(filter, offset, limit).then((page) => post('history/page', { sequence, ...page }))),
    'history/open': ({ id }) =>
      tried(told(library.open(id), vscode.l10n.t('This chat cannot be read. Its file is kept.'))),
    'history/rename': ({ id, title }) => tried(told(library.rename(id, title), failed())),
    'history/pin': ({ id, pinned }) => tried(told(library.change(id, { pinned }), failed())),
    'history/archive': ({ id, archived }) => tried(told(library.change(id, { archived }), failed())),
    'history/delete': ({ id }) =>
      tried(told(library.remove(id), vscode.l10n.t('The chat could not be deleted. The log says why.'))),
    'history/restore': ({ id }) =>
      tried(told(library.restore(id), vscode.l10n.t('The chat could not be brought back. The log says why.'))),
    'history/export': ({ id }) => tried(Promise.resolve(vscode.commands.executeCommand('switchyard.exportChat', id))),
    'history/import': () => tried(Promise.resolve(vscode.commands.executeCommand('switchyard.importChats'))),
  };
}
