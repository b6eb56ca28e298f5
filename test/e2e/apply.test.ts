import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { Workbench } from './harness/workbench.ts';

const PAGER = `export function pageOf(items: string[], page: number) {
  const first = page * 10;
  return items.slice(first, first + 10);
}

export function pages(items: string[]) {
  return items.length / 10;
}
`;
const FIXED = `export function pages(items: string[]) {
  return Math.ceil(items.length / 10);
}
`;
const CRLF = 'a = 1\r\nb = 2\r\n';

const ANSWERS: Readonly<Record<string, string>> = {
  FRAGMENT: `In \`web/pager.ts\`:\n\n\`\`\`ts\n${FIXED}\`\`\`\n`,
  SEVERAL: `Two files and a new one.\n\n\`\`\`ts web/pager.ts\n${FIXED}\`\`\`\n\n\`\`\`diff
--- a/notes.txt
+++ b/notes.txt
@@ -1,2 +1,2 @@
 a = 1
-b = 2
+b = 3
\`\`\`\n\n\`\`\`ts title="web/deep/limits.ts"\nexport const LIMIT = 10;\n\`\`\`\n`,
  MISFIT: `\`\`\`diff
--- a/web/pager.ts
+++ b/web/pager.ts
@@ -1,3 +1,3 @@
 export function pageOf(items: string[], page: number) {
-  const begin = page * 20;
+  const begin = page * 30;
   return items.slice(first, first + 10);
\`\`\`\n`,
  OUTSIDE: '```ts ../outside.ts\nexport const stolen = 1;\n```\n',
  LINKED: '```ts linked/outside.ts\nexport const stolen = 1;\n```\n',
  HIDDEN: '```json .vscode/tasks.json\n{ "version": "2.0.0" }\n```\n',
  SHELL: '```bash\necho\tone > ran.txt\u001b[201~\n```\n',
  PLAIN: '```python\nif ready:\n    go()\n```\n',
};

describeEndToEnd('Code blocks', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;
  let editor: TextEditor;

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: {
        sim: {
          models: {
            small: {
              text: ({ messages }) => {
                const asked = messages.at(-1)?.content ?? '';
                return Object.entries(ANSWERS).find(([word]) => asked.includes(word))?.[1] ?? 'Understood.';
              },
            },
          },
        },
      },
    });
    workbench = await Workbench.launch({
      files: {
        'web/pager.ts': PAGER,
        'notes.txt': CRLF,
        'empty.py': 'def main():\n    pass\n',
      },
      // The editor in the browser saves by itself otherwise.
      settings: {
        ...simulatedSettings(simulator.baseUrl, ['sim/small']),
        'files.autoSave': 'off',
        'workbench.colorTheme': 'Dark Modern',
      },
    });
    await mkdir(join(workbench.folders.root, 'elsewhere'));
    await symlink(join(workbench.folders.root, 'elsewhere'), join(workbench.folders.workspace, 'linked'));
    panel = new ChatPanel(workbench);
    editor = new TextEditor(workbench);
    await workbench.openSwitchyard();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  const onDisk = (path: string) => readFile(join(workbench.folders.workspace, path), 'utf8');
  const button = async (label: string) => (await panel.answer()).locator(`.code-block button[aria-label="${label}"]`);
  const titleAction = (label: string) =>
    workbench.page.locator(`.editor-group-container.active .editor-actions .action-label`, { hasText: label }).first();
  const activeTab = () =>
    workbench.page.locator('.editor-group-container.active .tab.active').getAttribute('aria-label');
  const reviewTabs = () => workbench.page.locator('.tab', { hasText: 'proposed' });
  const inMenu = async (label: string) => {
    await (await button('More actions')).first().click();
    await (await panel.answer()).locator('[role="menuitem"]', { hasText: label }).click();
  };
  const save = async () => {
    await poll('nothing is unsaved', async () => {
      // The keyboard may still be in the panel.
      await workbench.page.keyboard.press('Control+S');
      await workbench.page.waitForTimeout(200);
      return (await workbench.page.locator('.tab.dirty').count()) === 0;
    });
  };

  test('a fragment is compared with the file it names, and applied as one step that undo takes back', async () => {
    await panel.askAndWait('FRAGMENT');
    await (await button('Compare & Apply…')).click();
    await titleAction('Apply Change').waitFor();
    expect(await activeTab()).toContain('pager.ts (Switchyard: proposed change)');
    await workbench.page.waitForTimeout(800);
    await workbench.screenshot('apply-diff');
    expect(await onDisk('web/pager.ts')).toBe(PAGER);
    await titleAction('Apply Change').click();
    await poll('the file is shown', async () => (await activeTab())?.startsWith('pager.ts'));
    await poll('it is unsaved', async () => (await workbench.page.locator('.tab.dirty').count()) === 1);
    await poll('the review is gone', async () => (await reviewTabs().count()) === 0);
    await save();
    expect(await onDisk('web/pager.ts')).toBe(PAGER.replace(/export function pages[\s\S]*$/, FIXED));
    await workbench.page.keyboard.press('Control+Z');
    await save();
    expect(await onDisk('web/pager.ts')).toBe(PAGER);
  });

  test('Discard and closing the tab change nothing and leave nothing behind', async () => {
    await (await button('Compare & Apply…')).click();
    await titleAction('Discard Change').click();
    await poll('the review is gone', async () => (await reviewTabs().count()) === 0);
    await (await button('Compare & Apply…')).click();
    await titleAction('Apply Change').waitFor();
    await workbench.runCommand('View: Close Editor');
    await poll('the review is gone', async () => (await reviewTabs().count()) === 0);
    expect(await onDisk('web/pager.ts')).toBe(PAGER);
  });

  test('a document that changes meanwhile keeps that change, and a loaded window shows no dead review', async () => {
    await (await button('Compare & Apply…')).click();
    await titleAction('Apply Change').waitFor();
    await writeFile(join(workbench.folders.workspace, 'web/pager.ts'), `${PAGER}// typed meanwhile\n`);
    const right = workbench.page.locator('.editor-group-container.active .editor.modified .view-lines');
    await poll('the proposal follows', async () => (await right.textContent())?.includes('typed'));
    await titleAction('Apply Change').click();
    await poll('it is unsaved', async () => (await workbench.page.locator('.tab.dirty').count()) === 1);
    await save();
    const fixed = PAGER.replace(/export function pages[\s\S]*$/, FIXED);
    expect(await onDisk('web/pager.ts')).toBe(`${fixed}// typed meanwhile\n`);
    await workbench.page.keyboard.press('Control+Z');
    await save();
    await (await button('Compare & Apply…')).click();
    await titleAction('Apply Change').waitFor();
    await workbench.reload();
    await workbench.openSwitchyard();
    await poll('no dead review', async () => (await reviewTabs().count()) === 0);
  });

  test('several files are one set; line ends stay as they are', async () => {
    await panel.newChat();
    await panel.askAndWait('SEVERAL');
    await workbench.sidebarWidth(220);
    await (await button('More actions')).first().click();
    await (await panel.answer()).locator('[role="menu"]').waitFor();
    await workbench.screenshot('apply-narrow-menu');
    await workbench.page.keyboard.press('Escape');
    await poll('the menu is closed', async () => (await (await panel.answer()).locator('[role="menu"]').count()) === 0);
    await workbench.sidebarWidth(300);
    await (await panel.answer()).locator('.review-files', { hasText: 'Review 3 File Changes' }).click();
    await titleAction('Apply All Changes').waitFor();
    await workbench.page.waitForTimeout(1000);
    await workbench.screenshot('apply-several');
    expect(existsSync(join(workbench.folders.workspace, 'web/deep/limits.ts'))).toBe(false);
    await titleAction('Apply All Changes').click();
    await poll('the new file', async () => (await onDisk('web/deep/limits.ts').catch(() => '')) !== '');
    expect(await onDisk('web/deep/limits.ts')).toBe('export const LIMIT = 10;\n');
    await poll('both are changed and saved', async () => {
      await workbench.runCommand('File: Save All Files');
      return (
        (await onDisk('notes.txt')) !== 'a = 1\r\nb = 2\r\n' && (await onDisk('web/pager.ts')).includes('Math.ceil')
      );
    });
    expect(await onDisk('notes.txt')).toBe('a = 1\r\nb = 3\r\n');
  });

  test('a path that leads out of the workspace is refused, also through a link', async () => {
    await panel.newChat();
    await panel.askAndWait('OUTSIDE');
    await (await button('Compare & Apply…')).click();
    await workbench.notification('“../outside.ts” leads out of the workspace');
    await panel.askAndWait('LINKED');
    await (await button('Compare & Apply…')).click();
    await workbench.notification('“linked/outside.ts” leads outside the folders of this workspace.');
    expect(await reviewTabs().count()).toBe(0);
  });

  test('a file that configures the editor is asked about again', async () => {
    await panel.askAndWait('HIDDEN');
    await (await button('Compare & Apply…')).click();
    await titleAction('Apply Change').click();
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain('.vscode/tasks.json: it configures the editor');
    await workbench.screenshot('apply-ask-again');
    await dialog.getByText('Cancel').click();
    expect(existsSync(join(workbench.folders.workspace, '.vscode/tasks.json'))).toBe(false);
    await titleAction('Apply Change').click();
    await dialog.getByText('Apply Anyway').click();
    await poll('the file', async () => (await onDisk('.vscode/tasks.json').catch(() => '')) !== '');
    expect(await onDisk('.vscode/tasks.json')).toBe('{ "version": "2.0.0" }\n');
  });

  test('a patch that does not fit says where, and opens the merge editor', async () => {
    await panel.newChat();
    await panel.askAndWait('MISFIT');
    await (await button('Compare & Apply…')).click();
    const told = await workbench.notification(
      'Hunk 1 of 1 does not fit web/pager.ts: near line 2 there is no “const begin = page * 20;”.',
    );
    await told.getByText('Open Merge Editor').click();
    await workbench.page.locator('.merge-editor').waitFor();
    await workbench.page.waitForTimeout(1000);
    await workbench.screenshot('apply-merge');
    expect(await workbench.page.locator('.merge-editor').textContent()).toContain('Proposed');
  });

  test('a line is placed in the terminal and not run', async () => {
    await panel.newChat();
    await panel.askAndWait('SHELL');
    await (await button('Place in Terminal')).click();
    const terminal = workbench.page.locator(
      '.terminal-wrapper.active .xterm-accessibility, .terminal-wrapper.active .xterm-rows',
    );
    await terminal.first().waitFor({ state: 'attached', timeout: 30_000 });
    await workbench.page.waitForTimeout(5000);
    await workbench.screenshot('apply-terminal');
    expect(existsSync(join(workbench.folders.workspace, 'ran.txt'))).toBe(false);
    await workbench.page.keyboard.press('Enter');
    await poll('it ran when Enter was pressed', async () => (await onDisk('ran.txt').catch(() => '')) === 'one\n');
    await workbench.runCommand('View: Toggle Terminal');
  });

  test('code is inserted at the cursor with its indentation, and opened as a new file in its language', async () => {
    await panel.newChat();
    await panel.askAndWait('PLAIN');
    await editor.open('empty.py');
    await editor.selectLines(2, 2);
    await workbench.page.keyboard.press('Home');
    await workbench.page.keyboard.press('Shift+End');
    await inMenu('Insert at Cursor');
    await poll('it is unsaved', async () => (await workbench.page.locator('.tab.dirty').count()) === 1);
    await save();
    expect(await onDisk('empty.py')).toBe('def main():\n    if ready:\n        go()\n');
    await inMenu('New File');
    await poll('an untitled editor', async () => (await activeTab())?.includes('Untitled'));
    expect(await editor.text(/Untitled/)).toContain('go()');
    expect(await workbench.page.locator('#status\\.editor\\.mode').textContent()).toBe('Python');
    await workbench.screenshot('apply-new-file');
  });
});
