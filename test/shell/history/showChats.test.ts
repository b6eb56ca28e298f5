import { expect, test, vi } from 'vitest';
import type { ChatController } from '../../../src/shell/chat/chatController.ts';
import type { ChatLibrary } from '../../../src/shell/history/chatLibrary.ts';
import { historyCommands } from '../../../src/shell/history/historyCommands.ts';
import { type ListPlace, ListWish } from '../../../src/shell/history/listWish.ts';
import { followHistory, showIfWished } from '../../../src/shell/panel/handlers/historyHandlers.ts';

const { focused } = vi.hoisted(() => ({ focused: [] as string[] }));
vi.mock('vscode', () => ({
  EventEmitter: class {
    readonly #listeners: (() => void)[] = [];
    readonly event = (listener: () => void) => {
      this.#listeners.push(listener);
      return { dispose() {} };
    };
    fire(): void {
      for (const listener of this.#listeners) listener();
    }
  },
  Disposable: { from: () => ({ dispose() {} }) },
  commands: { executeCommand: async (command: string) => focused.push(command) },
}));

/** A window with the panels that are open in it, each of which may be loaded later. */
function aWindow() {
  const wish = new ListWish();
  const library = { wish, onDidChange: () => ({ dispose() {} }) } as unknown as ChatLibrary;
  const shown: string[] = [];
  const editors: { active: Extract<ListPlace, object> | undefined } = { active: undefined };
  const panel = (name: string, place: ListPlace, loaded = true) => {
    let listens = loaded;
    const post = () => void shown.push(name);
    followHistory({ library }, post, place, () => listens);
    return () => {
      listens = true;
      showIfWished(library, post, place);
    };
  };
  const { showChats } = historyCommands(library, {} as ChatController, editors);
  return { shown, editors, panel, showChats };
}
const aTab = () => ({ reveal: () => void focused.push('tab') }) as unknown as Extract<ListPlace, object>;

test('the list is shown in the side bar alone, though a tab is open and the view is not loaded yet', async () => {
  const { shown, panel, showChats } = aWindow();
  const load = panel('view', 'view', false);
  const loadTab = panel('tab', aTab());
  await showChats();
  loadTab();
  expect([shown, focused.splice(0)]).toEqual([[], ['switchyard.chat.focus']]);
  load();
  load();
  expect(shown).toEqual(['view']);
  await showChats();
  expect(shown).toEqual(['view', 'view']);
});

test('it is shown in the tab alone that is the active editor', async () => {
  const { shown, panel, editors, showChats } = aWindow();
  const tab = aTab();
  focused.length = 0;
  panel('view', 'view');
  panel('another tab', aTab());
  panel('tab', tab);
  editors.active = tab;
  await showChats();
  expect([shown, focused]).toEqual([['tab'], ['tab']]);
});
