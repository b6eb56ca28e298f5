import { expect, test, vi } from 'vitest';
import type { Post } from '../../../src/shell/panel/post.ts';
import { type Place, Screens } from '../../../src/shell/panel/screens.ts';

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
  commands: { executeCommand: async (command: string) => focused.push(command) },
}));

type Tab = Extract<Place, object>;

/** A window with the panels that are open in it, each of which may be loaded later. */
function aWindow() {
  const editors: { active: Tab | undefined } = { active: undefined };
  const screens = new Screens(() => editors.active);
  const shown: string[] = [];
  const panel = (name: string, place: Place, loaded = true) => {
    let listens = loaded;
    const post: Post = (method) => void shown.push(`${name} ${method}`);
    screens.onDidWish(() => {
      if (listens) screens.fulfil(place, post);
    });
    return () => {
      listens = true;
      screens.fulfil(place, post);
    };
  };
  return { shown, editors, panel, screens, showChats: () => screens.show((post) => post('history/show', {})) };
}
const aTab = () => ({ reveal: () => void focused.push('tab') }) as unknown as Tab;

test('the list is shown in the side bar alone, though a tab is open and the view is not loaded yet', async () => {
  const { shown, panel, showChats } = aWindow();
  const load = panel('view', 'view', false);
  const loadTab = panel('tab', aTab());
  await showChats();
  loadTab();
  expect([shown, focused.splice(0)]).toEqual([[], ['switchyard.chat.focus']]);
  load();
  load();
  expect(shown).toEqual(['view history/show']);
  await showChats();
  expect(shown).toEqual(['view history/show', 'view history/show']);
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
  expect([shown, focused]).toEqual([['tab history/show'], ['tab']]);
});

test('of two wishes that a panel could not hear the last counts', async () => {
  const { shown, panel, screens, showChats } = aWindow();
  const load = panel('view', 'view', false);
  await showChats();
  await screens.show((post) => post('trail/show', { model: 'a/m' }));
  load();
  expect(shown).toEqual(['view trail/show']);
});
