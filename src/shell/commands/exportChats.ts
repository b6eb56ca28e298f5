import * as vscode from 'vscode';
import { titleOf } from '../chat/titleOf.ts';
import { chatAsMarkdown } from '../history/chatAsMarkdown.ts';
import type { ChatLibrary } from '../history/chatLibrary.ts';
import { chatsAsJson } from '../history/chatsAsJson.ts';
import { inform } from '../tell.ts';

/** Writes one chat to a file of the reader's choice: Markdown to read, or JSON with everything. */
export async function exportChat(library: ChatLibrary, id: string): Promise<void> {
  const chat = await library.read(id);
  if (chat === undefined || chat.turns.length === 0) {
    void inform(vscode.l10n.t('This chat is empty: there is nothing to export.'));
    return;
  }
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Chat'),
    saveLabel: vscode.l10n.t('Export'),
    defaultUri: inHome(`${fileNameOf(titleOf(chat))}.md`),
    filters: { [vscode.l10n.t('Markdown, to read')]: ['md'], [vscode.l10n.t('JSON, with everything')]: ['json'] },
  });
  if (uri === undefined) return;
  const isJson = uri.path.toLowerCase().endsWith('.json');
  await write(uri, isJson ? chatsAsJson([chat], new Date()) : chatAsMarkdown(chat, new Date()));
  await told(
    uri,
    isJson
      ? vscode.l10n.t('The chat was exported with the texts that were sent along and every version of its messages.')
      : vscode.l10n.t('The chat was exported. The texts that were sent along are named, not contained.'),
  );
}

/** Writes all chats of all workspaces to one JSON file. */
export async function exportAllChats(library: ChatLibrary): Promise<void> {
  const chats = await library.readAll();
  if (chats.length === 0) {
    void inform(vscode.l10n.t('There are no chats to export yet.'));
    return;
  }
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export All Chats'),
    saveLabel: vscode.l10n.t('Export'),
    defaultUri: inHome('switchyard-chats.json'),
    filters: { JSON: ['json'] },
  });
  if (uri === undefined) return;
  await write(uri, chatsAsJson(chats, new Date()));
  await told(
    uri,
    vscode.l10n.t('{0} chats of all workspaces were exported, with the texts that were sent along.', chats.length),
  );
}

async function write(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

async function told(uri: vscode.Uri, message: string): Promise<void> {
  const open = vscode.l10n.t('Open File');
  // Not waited for: it may stay for long.
  void inform(message, open).then((chosen) => {
    if (chosen === open) void vscode.commands.executeCommand('vscode.open', uri);
  });
}

/** Beside the work, as the editor's own dialogs do. */
function inHome(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder === undefined ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder, name);
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
