import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Conversation } from '../chat/conversation.ts';
import type { ChatLibrary } from '../history/chatLibrary.ts';
import { currentWorkspace } from '../history/currentWorkspace.ts';
import { LARGEST_FILE, type ReadChats, readChats } from '../history/readChats.ts';
import { inform, warn } from '../tell.ts';

/** Brings in chats from files that Switchyard has exported; says what was left out and why. */
export async function importChats(library: ChatLibrary): Promise<void> {
  const uris = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import Chats'),
    openLabel: vscode.l10n.t('Import'),
    canSelectMany: true,
    filters: { [vscode.l10n.t('Exported chats')]: ['json', 'md'] },
  });
  if (uris === undefined) return;
  const read: ReadChats[] = [];
  for (const uri of uris) read.push(await readFile(uri));
  const { fresh, known } = await sorted(
    library,
    read.flatMap(({ chats }) => chats),
  );
  await library.add(fresh);
  const sentences = [
    fresh.length === 1
      ? vscode.l10n.t('One chat was imported.')
      : vscode.l10n.t('{0} chats were imported.', fresh.length),
    ...(known === 0 ? [] : [vscode.l10n.t('{0} were here already.', known)]),
    ...read.flatMap(({ problems }) => problems).slice(0, 5),
  ];
  const isWhole = read.every(({ problems }) => problems.length === 0);
  const show = vscode.l10n.t('Show Chats');
  const say = isWhole ? inform : warn;
  void say(sentences.join(' '), ...(fresh.length > 0 ? [show] : [])).then((chosen) => {
    if (chosen === show) void vscode.commands.executeCommand('switchyard.showChats');
  });
}

async function readFile(uri: vscode.Uri): Promise<ReadChats> {
  const name = uri.path.split('/').at(-1) ?? '';
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > LARGEST_FILE) return { chats: [], problems: [vscode.l10n.t('{0}: the file is too large.', name)] };
    return readChats(name, new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { chats: [], problems: [vscode.l10n.t('{0}: it cannot be read ({1}).', name, why)] };
  }
}

/** A chat that is here with the same turns stays as it is; another one under a taken id gets a new one. */
async function sorted(
  library: ChatLibrary,
  chats: readonly Conversation[],
): Promise<{ fresh: Conversation[]; known: number }> {
  const fresh: Conversation[] = [];
  let known = 0;
  const workspace = currentWorkspace();
  for (const chat of chats) {
    const here = fresh.find(({ id }) => id === chat.id) ?? (await library.read(chat.id));
    if (here !== undefined && sameTurns(here, chat)) known += 1;
    else
      fresh.push({ ...chat, id: here === undefined ? chat.id : randomUUID(), workspace: chat.workspace ?? workspace });
  }
  return { fresh, known };
}

function sameTurns(a: Conversation, b: Conversation): boolean {
  return a.turns.length === b.turns.length && a.turns.every(({ id }, index) => id === b.turns[index]?.id);
}
