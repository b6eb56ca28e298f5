import * as vscode from 'vscode';
import { titleOf } from '../chat/titleOf.ts';
import { chatAsMarkdown } from '../history/chatAsMarkdown.ts';
import type { ChatLibrary } from '../history/chatLibrary.ts';
import { chatsAsJson } from '../history/chatsAsJson.ts';
import { saveExport } from '../saveExport.ts';
import { inform } from '../tell.ts';

/** Writes one chat to a file of the reader's choice: Markdown to read, or JSON with everything. */
export async function exportChat(library: ChatLibrary, id: string): Promise<void> {
  const { t } = vscode.l10n;
  const chat = await library.read(id);
  if (chat === undefined || chat.turns.length === 0) {
    void inform(t('This chat is empty: there is nothing to export.'));
    return;
  }
  const filters = { [t('Markdown, to read')]: ['md'], [t('JSON, with everything')]: ['json'] };
  const fileName = `${fileNameOf(titleOf(chat))}.md`;
  await saveExport({ title: t('Export Chat'), fileName, filters }, (ending) =>
    ending === 'json'
      ? {
          text: chatsAsJson([chat], new Date()),
          said: t('The chat was exported with the texts that were sent along and every version of its messages.'),
        }
      : {
          text: chatAsMarkdown(chat, new Date()),
          said: t('The chat was exported. The texts that were sent along are named, not contained.'),
        },
  );
}

/** Writes all chats of all workspaces to one JSON file. */
export async function exportAllChats(library: ChatLibrary): Promise<void> {
  const { t } = vscode.l10n;
  const chats = await library.readAll();
  if (chats.length === 0) {
    void inform(t('There are no chats to export yet.'));
    return;
  }
  const destination = { title: t('Export All Chats'), fileName: 'switchyard-chats.json', filters: { JSON: ['json'] } };
  await saveExport(destination, () => ({
    text: chatsAsJson(chats, new Date()),
    said: t('{0} chats of all workspaces were exported, with the texts that were sent along.', chats.length),
  }));
}

/** A title as a file's name on any system. */
function fileNameOf(title: string): string {
  const name = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}._ -]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 60)
    .trim();
  return name === '' ? 'chat' : name;
}
