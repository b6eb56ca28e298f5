import * as vscode from 'vscode';
import { ConversationStore } from '../chat/conversationStore.ts';
import { takeOverChats } from '../chat/takeOverChats.ts';
import { tellTroubles } from '../tellTroubles.ts';
import { ChatLibrary } from './chatLibrary.ts';
import { currentWorkspace, folderExists } from './currentWorkspace.ts';
import { LastOpen } from './lastOpen.ts';

/**
 * All chats, in one folder for every window, so that opening a folder otherwise or elsewhere loses none. Those that an
 * earlier version kept for this workspace alone are brought there first.
 */
export async function openLibrary(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): Promise<ChatLibrary> {
  const place = (name: string) => vscode.Uri.joinPath(context.globalStorageUri, name).fsPath;
  const folder = place('chats');
  if (context.storageUri !== undefined) {
    const old = vscode.Uri.joinPath(context.storageUri, 'chats').fsPath;
    if (old !== folder) await takeOverChats(old, folder, currentWorkspace(), log);
  }
  const store = new ConversationStore(folder, log, currentWorkspace, tellTroubles(log));
  return new ChatLibrary(store, {
    file: place('history.db'),
    workspace: currentWorkspace,
    onWorkspaceChange: vscode.workspace.onDidChangeWorkspaceFolders,
    folderExists,
    lastOpen: new LastOpen((context.storageUri ?? context.globalStorageUri).fsPath),
    logger: log,
  });
}
