import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type * as vscode from 'vscode';
import { editableEditor, followEditors, workingEditor } from '../../../src/shell/context/workingEditor.ts';

const { fake } = vi.hoisted(() => {
  class TabInputText {
    readonly uri: string;
    constructor(uri: string) {
      this.uri = uri;
    }
  }
  class TabInputWebview {
    readonly viewType: string;
    constructor(viewType: string) {
      this.viewType = viewType;
    }
  }
  const window = {
    activeTextEditor: undefined as unknown,
    visibleTextEditors: [] as unknown[],
    tabGroups: { all: [] as unknown[] },
    shown: [] as unknown[],
    follow: (_: unknown) => {},
    onDidChangeActiveTextEditor(listener: (editor: unknown) => void) {
      window.follow = listener;
      return { dispose() {} };
    },
    async showTextDocument(document: unknown, options: unknown) {
      window.shown.push(options);
      return { document };
    },
  };
  return { fake: { window, TabInputText, TabInputWebview } };
});
vi.mock('vscode', () => ({ ...fake, l10n: { t: (words: string) => words } }));

const { window, TabInputText, TabInputWebview } = fake;
const CHAT = { input: new TabInputWebview('mainThreadWebview-switchyard.chatEditor') };
const PICTURE = { input: new TabInputWebview('mainThreadWebview-other.preview') };
const tabOf = (name: string) => ({ input: new TabInputText(`file:///${name}`) });
const editorOf = (name: string, scheme = 'file') =>
  ({
    document: { uri: { scheme, toString: () => `${scheme}:///${name}` } },
    selection: 'here',
    viewColumn: 1,
  }) as unknown as vscode.TextEditor;
let following: vscode.Disposable;

/** An editor becomes the active one, alone to be seen. */
function work(editor: vscode.TextEditor | undefined): void {
  Object.assign(window, { activeTextEditor: editor, visibleTextEditors: editor === undefined ? [] : [editor] });
  window.follow(editor);
}
beforeEach(() => {
  Object.assign(window, { activeTextEditor: undefined, visibleTextEditors: [], tabGroups: { all: [] }, shown: [] });
  following = followEditors();
});
afterEach(() => following.dispose());

test('the active editor is worked in, and one beside the chat goes on to be', () => {
  const [a, b] = [editorOf('a.ts'), editorOf('b.ts')];
  work(a);
  expect(workingEditor()).toBe(a);
  work(b);
  window.activeTextEditor = undefined;
  window.visibleTextEditors = [a, b];
  expect(workingEditor()).toBe(b);
  const moved = { ...b, document: b.document };
  window.visibleTextEditors = [a, moved];
  expect(workingEditor()).toBe(moved);
});

test('one that the chat hides can be read, and comes into sight to be edited', async () => {
  const a = editorOf('a.ts');
  work(a);
  work(undefined);
  window.tabGroups.all = [{ activeTab: CHAT, tabs: [tabOf('a.ts'), CHAT] }];
  expect(workingEditor()).toBe(a);
  expect(await editableEditor()).toEqual({ document: a.document });
  expect(window.shown).toEqual([{ viewColumn: 1, selection: 'here' }]);
});

test('one that is closed, or that something else hides, is left', () => {
  work(editorOf('a.ts'));
  work(undefined);
  window.tabGroups.all = [{ activeTab: CHAT, tabs: [tabOf('b.ts'), CHAT] }];
  expect(workingEditor()).toBeUndefined();
  window.tabGroups.all = [{ activeTab: PICTURE, tabs: [tabOf('a.ts'), PICTURE] }];
  expect(workingEditor()).toBeUndefined();
});

test('logs and outputs are no place to go back to', () => {
  const a = editorOf('a.ts');
  work(a);
  work(editorOf('log', 'output'));
  work(undefined);
  window.visibleTextEditors = [a];
  expect(workingEditor()).toBe(a);
});
