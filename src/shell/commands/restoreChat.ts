import * as vscode from 'vscode';
import { titleOf } from '../chat/titleOf.ts';
import type { ChatLibrary } from '../history/chatLibrary.ts';
import { pickOne } from '../picks.ts';
import { inform } from '../tell.ts';

/** Lets the reader bring back a chat that was deleted within the last week. */
export async function restoreChat(library: ChatLibrary): Promise<void> {
  const removed = await library.store.removed();
  if (removed.length === 0) {
    void inform(vscode.l10n.t('No chat was deleted within the last week.'));
    return;
  }
  const items = removed.map(({ id, removedAt, conversation }) => ({
    id,
    label: titleOf(conversation),
    description: vscode.l10n.t('deleted {0}', new Date(removedAt).toLocaleString(vscode.env.language)),
  }));
  const chosen = await pickOne(items, { title: vscode.l10n.t('Restore Deleted Chat') });
  if (chosen !== undefined && (await library.restore(chosen.id))) await library.open(chosen.id);
}
