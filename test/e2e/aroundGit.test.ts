import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { git, makeRepository } from './harness/git.ts';
import { poll } from './harness/poll.ts';
import { lastRequest, simulatedSettings, wordsOf } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

const PAGER = 'export const first = (page: number) => page * 10;\n';
const finding = (path: string, title: string) => `### High · \`${path}:1\` · ${title}\n\nIt is wrong.`;

describeEndToEnd('Around several repositories', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;
  let editor: TextEditor;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchyard-repositories-'));
    const app = join(folder, 'app');
    const staged = { 'pager.ts': PAGER.replace('page *', '(page - 1) *') };
    await makeRepository(app, { 'app: begin': { 'pager.ts': PAGER, 'a.ts': '' } }, staged);
    await git(app, 'add', 'pager.ts');
    await makeRepository(app, {}, { 'a.ts': 'export const a = 1;\n', 'b.ts': 'export const b = 2;\n' });
    const lib = { 'lib(core): begin': { 'sum.ts': '// Sums.\n' } };
    await makeRepository(join(folder, 'lib'), lib, { 'sum.ts': 'export const sum = 0;\n' });
    simulator = await startSimulator({
      providers: { sim: { models: { small: { text: 'Fine.' }, large: { text: finding('a.ts', 'By large') } } } },
    });
    workbench = await Workbench.launch({
      files: folder,
      viewport: { width: 1280, height: 1000 },
      settings: {
        ...simulatedSettings(simulator.baseUrl, ['sim/small', 'sim/large']),
        'switchyard.routes': { default: ['sim/small'] },
      },
    });
    panel = new ChatPanel(workbench);
    editor = new TextEditor(workbench);
    await workbench.openView(/Source Control/);
    await row('lib Git').waitFor({ timeout: 60_000 });
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('a commit message is written for the repository whose title was clicked, and stopped there', async () => {
    simulator.script('sim', 'small', [
      { text: 'lib(core): add a sum' },
      { text: 'app: never said', tokensPerSecond: 0.2 },
    ]);
    await action('lib Git', 'Generate Commit Message').click();
    await poll('the message of lib', async () => (await message(1)) === 'lib(core): add a sum');
    const words = wordsOf(lastRequest(simulator));
    expect(words).toContain('- lib(core): begin');
    expect(words).toContain('+export const sum = 0;');
    expect(words).not.toContain('page');
    const index = simulator.requests.length;
    await action('app Git', 'Generate Commit Message').click();
    await action('app Git', 'Stop Generating Commit Message').waitFor();
    // Of what is staged alone.
    expect(wordsOf(lastRequest(simulator))).toContain('(page - 1) * 10');
    expect(wordsOf(lastRequest(simulator))).not.toContain('export const a');
    await workbench.screenshot('around-repositories');
    await action('app Git', 'Stop Generating Commit Message').click();
    await simulator.waitForHangUp(index, 3000);
    await action('app Git', 'Generate Commit Message').waitFor();
    expect(await message(1)).toBe('lib(core): add a sum');
  });

  test('from the palette it asks for which repository', async () => {
    simulator.script('sim', 'small', { text: 'app: count pages from one' });
    await workbench.runCommand('Switchyard: Generate Commit Message');
    expect((await workbench.quick.labels()).sort()).toEqual(['app', 'lib']);
    await workbench.screenshot('around-which-repository');
    await workbench.quick.pick('app');
    await poll('the message of app', async () => (await message(0)) === 'app: count pages from one');
    expect(wordsOf(lastRequest(simulator))).toContain('(page - 1) * 10');
  });

  test('Review Changes is about what was clicked: a repository, a group, a file', async () => {
    const sum = row('sum.ts, Modified, lib');
    await review(async () => action('lib Git', 'More Actions...').click(), 'Review the changes.', ['sum.ts']);
    await review(async () => workbench.menu.open(group('Staged Changes')), 'Review the changes in pager.ts.', [
      'pager.ts',
    ]);
    await review(async () => workbench.menu.open(group('Changes')), 'Review the changes in 2 files.', ['a.ts', 'b.ts']);
    await workbench.screenshot('around-review-group');
    await review(async () => workbench.menu.open(sum), 'Review the changes in sum.ts.', ['sum.ts']);
    await review(async () => action('app Git', 'More Actions...').click(), 'Review the staged changes.', ['pager.ts']);
  });

  test('the comments are those of the answer that is shown, and go with it', async () => {
    simulator.script('sim', 'small', [
      { text: finding('a.ts', 'The first') },
      { text: finding('a.ts', 'The second') },
      { text: finding('a.ts', 'In other words') },
    ]);
    await panel.newChat();
    await workbench.openView(/Source Control/);
    await workbench.menu.open(row('a.ts, Modified, app'));
    await workbench.menu.choose('Review Changes');
    await panel.answered(1);
    await editor.open('app/a.ts');
    await comment(/Switchyard Review by sim\/small[\s\S]*The first/);
    await click('Regenerate');
    await comment(/The second/);
    await click('Previous version');
    await comment(/The first/);
    await click('Regenerate with Another Model…');
    await workbench.quick.pick(/sim\/large/);
    await comment(/Switchyard Review by sim\/large[\s\S]*By large/);
    await workbench.screenshot('around-review-another');
    await (await panel.locator('.answer-ways vscode-button')).first().click();
    await comment(/The first/);
    await (await panel.locator('switchyard-question')).hover();
    await click('Edit');
    await (await panel.locator('.edit-field')).fill('Review it once more.');
    await workbench.page.keyboard.press('Enter');
    await comment(/In other words/);
    expect(wordsOf(lastRequest(simulator))).toContain('Review it once more.');
    await click('Delete');
    await noComment();
    await (await panel.locator('.undo-bar vscode-button')).click();
    await comment(/In other words/);
    await workbench.runCommand('Switchyard: Show Chats');
    const chat = (await panel.locator('.history-row')).first();
    await chat.hover();
    await chat.getByRole('button', { name: 'Delete (Delete)' }).click();
    await noComment();
  });

  async function review(openMenu: () => Promise<void>, question: string, files: readonly string[]): Promise<void> {
    await workbench.openSwitchyard();
    await panel.newChat();
    simulator.script('sim', 'small', { text: 'Fine.' });
    await workbench.openView(/Source Control/);
    await row('lib Git').waitFor();
    await openMenu();
    await workbench.menu.choose('Review Changes');
    await panel.answered(1);
    expect(await textOf(await panel.locator('.user-text'))).toBe(question);
    const words = wordsOf(lastRequest(simulator));
    const all = ['pager.ts', 'a.ts', 'b.ts', 'sum.ts'];
    expect(all.filter((file) => new RegExp(`^${file} \\(`, 'm').test(words))).toEqual(files);
  }

  const comment = (words: RegExp) =>
    poll(`a comment ${words}`, async () => words.test((await threads().allInnerTexts()).join('\n')));
  const noComment = () => poll('no comment', async () => (await threads().count()) === 0);
  const threads = () => workbench.page.locator('.review-widget');

  /** Clicks a control of the newest message that has it; some are only there when the message is looked at. */
  async function click(label: string): Promise<void> {
    await (await panel.answer()).hover();
    await (await panel.button(label)).last().click();
  }

  /** A group of the repository at the top. */
  const group = (label: string) => row(label).first();

  const row = (label: string) => workbench.page.locator(`.part.sidebar [role="treeitem"][aria-label="${label}"]`);

  function action(label: string, name: string): Locator {
    return row(label).locator(`.action-label[aria-label="${name}"]`);
  }

  /** The text in the message box of the repository in this place. */
  async function message(index: number): Promise<string> {
    const lines = workbench.page.locator('.part.sidebar .scm-editor').nth(index).locator('.view-line');
    return (await lines.allInnerTexts()).join('\n').replace(/\u00a0/g, ' ');
  }
});
