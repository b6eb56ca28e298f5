import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { openWorkspaceFile } from './harness/openWorkspaceFile.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

const CHATS = [
  ['How does the pager count pages?', 'It rounds up: a half empty page is a page, says the marmalade rule.'],
  ['Write a test for the tokenizer', 'Here is one about zeppelins.'],
  ['What is a monad?', 'A burrito, some say.'],
] as const;

describeEndToEnd('The chats', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({ providers: { sim: { models: { small: {}, large: {} } } } });
    workbench = await Workbench.launch({
      files: { 'notes.md': '# Notes\n', 'all.code-workspace': '{"folders": [{"path": "."}, {"path": "../other"}]}' },
      settings: {
        ...simulatedSettings(simulator.baseUrl, ['sim/small', 'sim/large']),
        'switchyard.routes': { default: ['sim/small'] },
        'files.simpleDialog.enable': true,
      },
    });
    await mkdir(join(workbench.folders.root, 'other'));
    panel = new ChatPanel(workbench);
    await workbench.openSwitchyard();
    await panel.input();
    for (const [question, text] of CHATS) {
      simulator.script('sim', 'small', { text });
      await panel.newChat();
      await panel.ask(question);
      await panel.answered(1);
    }
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  const rows = (of = panel) => of.locator('.history-row');
  const titles = async (of = panel) => (await (await of.locator('.history-name')).allInnerTexts()).map((t) => t.trim());
  const shown = (expected: readonly string[], of = panel) =>
    poll(`the chats ${expected.join(' | ')}`, async () => (await titles(of)).join('|') === expected.join('|'));
  const row = async (title: string): Promise<Locator> => (await rows()).filter({ hasText: title });
  const search = () => panel.locator('.history-search input');

  async function openList(): Promise<void> {
    await workbench.page.locator('.part.sidebar .title-actions a[aria-label*="Show Chats"]').click();
    await (await search()).waitFor();
  }
  async function act(title: string, label: string): Promise<void> {
    await (await row(title)).hover();
    await (await row(title)).getByRole('button', { name: label }).click();
  }

  test('are listed by the clock in the title bar, the newest first, and found by a word of an answer', async () => {
    await openList();
    const [first, second, third] = CHATS.map(([question]) => question);
    await shown([third ?? '', second ?? '', first ?? '']);
    expect(await textOf(await panel.locator('.history-group'))).toBe('Today');
    expect(await textOf((await rows()).first())).toMatch(/now · small/);
    await poll('the search box has the focus', async () =>
      (await search()).evaluate((input) => input === document.activeElement),
    );
    await workbench.screenshot('history-list');
    await (await search()).fill('MARMAL rounds');
    await shown([first ?? '']);
    expect(await textOf(await panel.locator('.history-snippet mark'))).toMatch(/rounds\nmarmal/);
    await workbench.screenshot('history-search');
    await (await search()).fill('nothing like it');
    await (await panel.locator('.history-empty')).waitFor();
    expect(await textOf(await panel.locator('.history-empty'))).toContain('No chats found');
    await workbench.audit('no chat is found');
    await (await search()).fill('');
    await poll('all are back', async () => (await (await rows()).count()) === 3);
  });

  test('are walked through with the arrows, opened with Enter, and left with Escape', async () => {
    await (await search()).press('ArrowDown');
    await poll('the first row has the focus', async () =>
      (await panel.locator('.history-main')).first().evaluate((button) => button === document.activeElement),
    );
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Enter');
    await poll('the first chat', async () => (await panel.text()).includes('marmalade'));
    await poll('the composer has the focus', async () =>
      (await panel.input()).evaluate((input) => input === document.activeElement),
    );
    await openList();
    await (await row('pager')).and(await panel.locator('.is-open')).waitFor();
    await workbench.page.keyboard.press('Escape');
    await (await panel.locator('switchyard-history')).waitFor({ state: 'detached' });
    expect(await panel.text()).toContain('marmalade');
  });

  test('are renamed, pinned and archived', async () => {
    await openList();
    await (await row('monad')).locator('.history-main').focus();
    await workbench.page.keyboard.press('F2');
    const input = await panel.locator('.history-name-input');
    await workbench.audit('a chat is renamed');
    await input.fill('Burritos');
    await input.press('Enter');
    await poll('the new name', async () => (await titles())[0] === 'Burritos');
    await act('pager', 'Pin');
    await poll('it is first', async () => (await titles())[0]?.includes('pager'));
    expect((await textOf(await panel.locator('.history-group'))).split('\n')).toEqual(['Pinned', 'Today']);
    await act('tokenizer', 'Archive');
    await shown([CHATS[0][0], 'Burritos']);
    await (await panel.locator('[aria-label="Show Archived Chats"]')).click();
    await shown([CHATS[1][0]]);
    await workbench.audit('the archive is shown');
    await act('tokenizer', 'Move Back from Archive');
    await (await panel.locator('.history-empty')).waitFor();
    await (await panel.locator('[aria-label="Show Archived Chats"]')).click();
    await shown([CHATS[0][0], 'Burritos', CHATS[1][0]]);
  });

  test('are deleted with an undo, the open one too', async () => {
    await act('Burritos', 'Delete (Delete)');
    await shown([CHATS[0][0], CHATS[1][0]]);
    expect(await textOf(await panel.locator('.history-undo-text'))).toBe('Deleted “Burritos”.');
    await workbench.screenshot('history-undo');
    await (await panel.locator('.history-undo-bar .undo')).click();
    await shown([CHATS[0][0], 'Burritos', CHATS[1][0]]);
    await act('pager', 'Delete (Delete)');
    await shown(['Burritos', CHATS[1][0]]);
    await workbench.page.keyboard.press('Escape');
    await (await panel.locator('.welcome h1')).waitFor();
    await workbench.runCommand('Switchyard: Restore Deleted Chat…');
    await workbench.quick.pick(/pager/);
    await poll('it is open again', async () => (await panel.text().catch(() => '')).includes('marmalade'));
    await openList();
    await shown([CHATS[0][0], 'Burritos', CHATS[1][0]]);
  });

  test('that are switched away from go on to their end', async () => {
    await workbench.page.keyboard.press('Escape');
    await panel.newChat();
    const counted = Array.from({ length: 60 }, (_, n) => `word${n}`).join(' ');
    simulator.script('sim', 'small', { text: counted, tokensPerSecond: 40 });
    await panel.ask('Count for a while');
    await panel.waitForText(/word3/);
    await openList();
    await (await row('Burritos')).locator('.history-main').click();
    await poll('the other chat', async () => (await panel.text()).includes('burrito'));
    expect(await panel.text()).not.toContain('word');
    await openList();
    await (await row('Count for a while')).locator('.history-main').click();
    await poll('the whole answer', async () => (await panel.text()).trim() === counted, 20_000);
    expect(simulator.requests.at(-1)?.closedByClientAt).toBeUndefined();
  });

  test('are exported as JSON and as Markdown, and come back after they are gone', async () => {
    await openList();
    await act('pager', 'Export…');
    await saveAs('pager.md');
    const markdown = await poll('the file', () => readFile(file('pager.md'), 'utf8').catch(() => undefined));
    expect(markdown).toContain('# How does the pager count pages?');
    expect(markdown).toContain('sim/small');
    await workbench.runCommand('Switchyard: Export All Chats…');
    await saveAs('all.json');
    const json = await poll('the file', () => readFile(file('all.json'), 'utf8').catch(() => undefined));
    expect(JSON.parse(json).chats).toHaveLength(4);
    await (await search()).fill('');
    await act('pager', 'Delete (Delete)');
    await poll('it is gone', async () => !(await titles()).includes(CHATS[0][0]));
    await importFrom('pager.md');
    await workbench.notification(/One chat was imported/);
    await poll('it is back', async () => (await titles()).includes(CHATS[0][0]));
    await importFrom('all.json');
    await workbench.notification(/One chat was imported\. 3 were here already/);
    await writeFile(
      file('broken.json'),
      '{"format":"switchyard-chats","version":1,"exportedAt":"","chats":[{"version":2}]}',
    );
    await importFrom('broken.json');
    await workbench.notification(/chat 1 cannot be read/);
  });

  test('are seen by a second window at once, and look at home in light and narrow', async () => {
    const second = await workbench.secondWindow();
    const other = new ChatPanel(second);
    await second.openSwitchyard();
    await other.input();
    await second.runCommand('Switchyard: Show Chats');
    await poll('the same chats', async () => (await titles(other)).includes('Burritos'));
    await act('Burritos', 'Rename (F2)');
    const input = await panel.locator('.history-name-input');
    await input.fill('Tortillas');
    await input.press('Enter');
    await poll('the new name', async () => (await titles(other)).includes('Tortillas'));
    await second.page.close();
    await workbench.sidebarWidth(220);
    await workbench.setTheme('light');
    await workbench.screenshot('history-light-narrow');
    await workbench.setTheme('highContrast');
    await workbench.screenshot('history-high-contrast');
  });

  test('are still there when their folder is opened in a workspace of several', async () => {
    await openWorkspaceFile(workbench, 'all.code-workspace');
    await workbench.openSwitchyard();
    await panel.input();
    await poll('a chat is open', async () => (await (await panel.locator('switchyard-answer')).count()) > 0);
    await workbench.runCommand('Switchyard: Show Chats');
    await poll('the chats of the folder', async () => (await titles()).includes('Tortillas'));
  });

  const file = (name: string) => join(workbench.folders.workspace, name);

  /** The editor's own dialog in the browser is a box to type a path into. */
  async function saveAs(name: string): Promise<void> {
    await workbench.quick.typePath(file(name));
    await workbench.quick.widget.waitFor({ state: 'hidden' });
  }
  async function importFrom(name: string): Promise<void> {
    await workbench.runCommand('Switchyard: Import Chats…');
    await saveAs(name);
  }
});
