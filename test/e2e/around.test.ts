import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { fakeOllama } from './harness/fakeOllama.ts';
import { git, makeRepository } from './harness/git.ts';
import { poll } from './harness/poll.ts';
import { lastRequest, simulatedSettings, wordsOf } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

const PAGER = `export function pageOf(items: string[], page: number) {
  const first = page * 10;
  return items.slice(first, first + 10);
}
`;
const CHANGED = PAGER.replace('page * 10', '(page - 1) * 10');
const STYLE = 'a {\n  color: red;\n  colr: blue;\n}\n';
const REVIEW = `One thing is wrong.

### High · \`pager.ts:9\` · Page zero is before the first

> const first = (page - 1) * 10;

A page of 0 slices from **-10**. ![x](http://127.0.0.1:9/tracking-pixel.png) Refuse it.

### Low · \`pager.ts:3\` · Ten is written twice

Name it.

### Low · \`elsewhere.ts:4\` · Not in these changes

Never mind.`;

const COMMITS = {
  'docs: say what this is': { 'README.md': '# Pager\n\nPages of lists.\n', 'style.css': STYLE },
  'feat(pager): add pages': { 'pager.ts': PAGER, 'package-lock.json': '{}\n', '.env': 'TOKEN=one\n' },
};
const CHANGES = {
  'pager.ts': CHANGED,
  'package-lock.json': '{ "lockfileVersion": 3 }\n',
  '.env': 'TOKEN=hush\n',
  'notes.md': '# New notes\n',
};

describeEndToEnd('Around the chat', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;
  let editor: TextEditor;
  let repository: string;

  beforeAll(async () => {
    repository = await mkdtemp(join(tmpdir(), 'switchyard-repository-'));
    await makeRepository(repository, COMMITS, CHANGES);
    simulator = await startSimulator({ providers: { sim: { models: { small: { text: 'Understood.' } } } } });
    workbench = await Workbench.launch({
      files: repository,
      settings: { ...simulatedSettings(simulator.baseUrl, ['sim/small']), 'git.enableSmartCommit': true },
    });
    panel = new ChatPanel(workbench);
    editor = new TextEditor(workbench);
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
    await rm(repository, { recursive: true, force: true });
  });

  test('a commit message is written from the changes, in the manner of the repository, and never committed', async () => {
    simulator.script('sim', 'small', { text: '```\nfix(pager): count pages from one\n```', tokensPerSecond: 40 });
    await workbench.openView(/Source Control/);
    await workbench.page.locator('.part.sidebar .pane-header', { hasText: 'Changes' }).first().hover();
    const action = workbench.page.locator('.part.sidebar .action-label[aria-label="Generate Commit Message"]').first();
    await action.waitFor({ timeout: 30_000 });
    await action.click();
    await poll('the message', async () => (await message()) === 'fix(pager): count pages from one');
    const words = wordsOf(lastRequest(simulator));
    expect(words).toContain('- feat(pager): add pages');
    expect(words).toContain('+  const first = (page - 1) * 10;');
    expect(words).toContain('notes.md (added)\n+# New notes');
    expect(words).toContain('package-lock.json (changed)');
    expect(words).not.toContain('lockfileVersion');
    expect(words).not.toContain('hush');
    expect(await git(workbench.folders.workspace, 'log', '--oneline')).toHaveLength(2);
    await action.waitFor();
    await workbench.screenshot('around-commit');
  });

  test('stopping gives back what had been written', async () => {
    simulator.script('sim', 'small', { tokens: 800, tokensPerSecond: 20 });
    const index = simulator.requests.length;
    await workbench.runCommand('Switchyard: Generate Commit Message');
    await poll('it is being replaced', async () => !(await message()).startsWith('fix(pager)'));
    expect(wordsOf(lastRequest(simulator))).toContain('The author began with this');
    await workbench.page.locator('.part.sidebar .pane-header', { hasText: 'Changes' }).first().hover();
    await workbench.page.locator('.part.sidebar .action-label[aria-label="Stop Generating Commit Message"]').click();
    await simulator.waitForHangUp(index, 3000);
    await poll('the text from before', async () => (await message()) === 'fix(pager): count pages from one');
  });

  test('a review of the changes is an answer in the panel and comments at their lines', async () => {
    simulator.script('sim', 'small', { text: REVIEW });
    await editor.open('pager.ts');
    await workbench.runCommand('Switchyard: Review Changes');
    await panel.answered(1);
    expect(await textOf(await panel.locator('.user-text'))).toBe('Review the changes.');
    expect(await panel.routeLine()).toContain('Review · small · ');
    expect(wordsOf(lastRequest(simulator))).toContain('    2 +  const first = (page - 1) * 10;');
    const thread = workbench.page.locator('.review-widget');
    await thread.waitFor();
    expect(await textOf(thread)).toMatch(/High[\s\S]*Page zero is before the first[\s\S]*slices from -10/);
    expect(await thread.locator('.body img, .comment-body img').count()).toBe(0);
    expect(await thread.count()).toBe(1);
    await workbench.screenshot('around-review-light');
    await workbench.setTheme('dark');
    await workbench.screenshot('around-review-dark');
    simulator.script('sim', 'small', { text: `\`\`\`ts\n${CHANGED.replace('page: number', 'page = 1')}\`\`\`` });
    await thread.locator('.action-label[aria-label="Fix This Finding"]').click();
    await workbench.page.locator('.monaco-diff-editor').first().waitFor();
    expect(wordsOf(lastRequest(simulator))).toContain('- line 2: Page zero is before the first');
    await titleAction('Discard Change').click();
    await workbench.page.locator('.monaco-diff-editor').first().waitFor({ state: 'detached' });
    await editor.open('pager.ts');
    await thread.locator('.action-label[aria-label="Dismiss"]').click();
    await thread.waitFor({ state: 'detached' });
    const marks = workbench.page.locator('.comment-range-glyph.comment-thread, .comment-thread-unresolved');
    expect(await marks.count()).toBeGreaterThan(0);
    await workbench.runCommand('Switchyard: Dismiss All Review Findings');
    await poll('no mark beside a line', async () => (await marks.count()) === 0);
  });

  test('what a terminal shows is explained, and the clipboard stays as it was', async () => {
    simulator.script('sim', 'small', { text: 'It prints a word.' });
    await panel.newChat();
    await workbench.page.evaluate(() => navigator.clipboard.writeText('mine'));
    await workbench.runCommand('Terminal: Create New Terminal');
    const rows = workbench.page.locator('.terminal-wrapper.active .xterm-screen');
    await rows.waitFor();
    await workbench.page.waitForTimeout(1500);
    await workbench.page.keyboard.type('echo lost-and-found\n');
    await workbench.page.waitForTimeout(1000);
    await workbench.runCommand('Terminal: Select All');
    await workbench.runCommand('Switchyard: Explain Terminal Selection');
    await panel.answered(1);
    expect(wordsOf(lastRequest(simulator))).toMatch(
      /Explain this terminal output\.[\s\S]*echo lost-and-found\s+lost-and-found/,
    );
    expect(await workbench.page.evaluate(() => navigator.clipboard.readText())).toBe('mine');
    await workbench.runCommand('Terminal: Kill All Terminals');
  });

  test('Rewrite and Translate ask how, in the chat, with the selection', async () => {
    await panel.newChat();
    await editor.open('pager.ts');
    await editor.selectLines(1, 4);
    await workbench.runCommand('Switchyard: Rewrite Selection…');
    await workbench.quick.pick('Simplify it');
    await panel.answered(1);
    expect(wordsOf(lastRequest(simulator))).toContain('Rewrite the selected code: Simplify it');
    await editor.contextMenu('Switchyard', 'Translate File or Selection…');
    await workbench.quick.type('Old Norse');
    await panel.answered(2);
    expect(wordsOf(lastRequest(simulator))).toContain('Translate the selection into Old Norse.');
    expect(await panel.routeLine()).toContain('Translate · small · ');
    await editor.contextMenu('Switchyard', 'Write Documentation');
    await panel.answered(3);
    expect(wordsOf(lastRequest(simulator))).toContain('Write documentation for the selected code.');
  });

  test('a quick fix shows its correction as a diff, and changes nothing before it is applied', async () => {
    simulator.script('sim', 'small', { text: `\`\`\`css\n${STYLE.replace('colr', 'color').trimEnd()}\n\`\`\`` });
    await editor.open('style.css');
    await workbench.page.locator('.monaco-editor .squiggly-warning, .monaco-editor .squiggly-error').first().waitFor();
    await editor.selectLines(3, 3);
    await workbench.page.keyboard.press('ArrowLeft');
    await workbench.page.keyboard.press('ArrowRight');
    await workbench.page.keyboard.press('ArrowRight');
    await workbench.page.keyboard.press('ArrowRight');
    await editor.choose('Control+.', 'Fix with Switchyard', () => workbench.screenshot('around-quick-fix'));
    await workbench.page.locator('.monaco-diff-editor').first().waitFor();
    expect(wordsOf(lastRequest(simulator))).toMatch(/Problems:\n- line 3: .*colr[\s\S]*<replace>\na \{/);
    expect(await readFile(join(workbench.folders.workspace, 'style.css'), 'utf8')).toBe(STYLE);
    await workbench.screenshot('around-fix-diff');
    await titleAction('Apply Change').click();
    await poll('the correction', async () => /color:\s+blue/.test(await editor.text(/style\.css/)));
  });

  test('the chat as an editor is revived after a reload, and works in the secondary side bar', async () => {
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.runCommand('Switchyard: Open Chat in Editor');
    const tab = workbench.page.locator('.tabs-container .tab', { hasText: 'Chat' });
    await tab.waitFor();
    simulator.script('sim', 'small', { text: 'From a tab.' });
    await panel.ask('Who is there?');
    await panel.waitForText(/From a tab\./);
    await workbench.screenshot('around-tab');
    await Promise.all([
      workbench.page.waitForEvent('load'),
      workbench.runCommand('Developer: Reload Window').catch(() => undefined),
    ]);
    await tab.waitFor({ timeout: 60_000 });
    await workbench.statusBarText();
    await panel.waitForText(/From a tab\./);
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand('View: Move View');
    await workbench.quick.find('Chat');
    await workbench.quick.pick(/New Secondary Side Bar Entry/);
    await workbench.page.locator('.part.auxiliarybar iframe, .part.auxiliarybar').first().waitFor();
    simulator.script('sim', 'small', { text: 'From the other side.' });
    await panel.ask('And now?');
    await panel.waitForText(/From the other side\./);
    await workbench.screenshot('around-secondary');
  });

  test('a file of the explorer is asked about without opening it', async () => {
    await panel.newChat();
    simulator.script('sim', 'small', { text: 'It is about pages.' });
    await workbench.openView(/Explorer/);
    const row = workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'README.md' });
    await workbench.menu.open(row);
    await workbench.menu.enter('Switchyard');
    await workbench.menu.isEnabled('Summarize File');
    await workbench.screenshot('around-explorer');
    await workbench.menu.choose('Summarize File');
    await panel.answered(1);
    expect(wordsOf(lastRequest(simulator))).toMatch(/Summarize this file\.[\s\S]*Pages of lists\./);
  });

  test('Check Setup lists what is wrong, each with a button that mends it', async () => {
    const server = await fakeOllama();
    await workbench.setSettings({ 'switchyard.routes': { default: ['gone/model', 'sim/small'] } });
    await workbench.runCommand('Switchyard: Check Setup');
    const rows = await workbench.quick.rows();
    expect(rows.map(({ label }) => label)).toContain('gone/model cannot be asked');
    expect(await workbench.quick.message()).toContain('1 thing is wrong with the setup');
    await workbench.screenshot('around-check');
    if (server !== undefined) {
      await workbench.quick.pick('Ollama is running here');
      const picker = await panel.locator('.model-picker');
      await picker.locator('vscode-option', { hasText: 'llama3.2' }).waitFor({ state: 'attached' });
      expect(await picker.locator('vscode-option', { hasText: 'nomic' }).count()).toBe(0);
    } else await workbench.quick.cancel();
    server?.close();
  });

  const titleAction = (label: string) =>
    workbench.page.locator('.editor-group-container.active .editor-actions .action-label', { hasText: label }).first();

  async function message(): Promise<string> {
    const lines = workbench.page.locator('.part.sidebar .scm-editor .view-line');
    return (await lines.allInnerTexts()).join('\n').replace(/\u00a0/g, ' ');
  }
});
