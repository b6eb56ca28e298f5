import * as vscode from 'vscode';
import { READABLE_SCHEMES } from './editorContext.ts';

/** The last part of what the editor calls the chat's tabs. */
const CHAT_TAB = 'switchyard.chatEditor';

let last: vscode.TextEditor | undefined;

/** Remembers which text editor was active last, until it is disposed of. */
export function followEditors(): vscode.Disposable {
  const follow = (editor: vscode.TextEditor | undefined) => {
    if (editor !== undefined && READABLE_SCHEMES.has(editor.document.uri.scheme)) last = editor;
  };
  follow(vscode.window.activeTextEditor);
  return vscode.window.onDidChangeActiveTextEditor(follow);
}

/**
 * The text editor that a person works in: the active one; where a tab without text is active, such as the chat's, the last
 * one, as long as it is to be seen or nothing but the chat hides it. One that is hidden can be read, not edited.
 */
export function workingEditor(): vscode.TextEditor | undefined {
  const { activeTextEditor } = vscode.window;
  if (activeTextEditor !== undefined || last === undefined) return activeTextEditor;
  return inSight(last) ?? (isBehindChat(last) ? last : undefined);
}

/** The same, brought into sight so that it can be edited. */
export async function editableEditor(): Promise<vscode.TextEditor | undefined> {
  const editor = workingEditor();
  if (editor === undefined || inSight(editor) !== undefined) return editor;
  const { document, viewColumn, selection } = editor;
  return vscode.window.showTextDocument(document, { ...(viewColumn && { viewColumn }), selection });
}

/** The editor as it is shown now: it is another one after its group was moved. */
function inSight(editor: vscode.TextEditor): vscode.TextEditor | undefined {
  const { visibleTextEditors } = vscode.window;
  return (
    visibleTextEditors.find((one) => one === editor) ??
    visibleTextEditors.find((one) => one.document === editor.document)
  );
}

function isBehindChat({ document: { uri } }: vscode.TextEditor): boolean {
  return vscode.window.tabGroups.all.some(({ activeTab, tabs }) => {
    const shown = activeTab?.input;
    const isChat = shown instanceof vscode.TabInputWebview && shown.viewType.endsWith(CHAT_TAB);
    const isOpen = ({ input }: vscode.Tab) =>
      input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
    return isChat && tabs.some(isOpen);
  });
}
