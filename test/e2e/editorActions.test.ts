import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { lastRequest, simulatedSettings, wordsOf } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

const PAGER = `export function pageOf(items: string[], page: number) {
  const first = page * 10;
  return items.slice(first, first + 10);
}

export const secretSauce = 'not selected';
`;
const STYLE = `a {
  color: red;
  colr: blue;
}
`;

describeEndToEnd('What the editor offers', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;
  let editor: TextEditor;

  beforeAll(async () => {
    simulator = await startSimulator({ providers: { sim: { models: { small: { text: 'Understood.' } } } } });
    workbench = await Workbench.launch({
      files: {
        'web/pager.ts': PAGER,
        'web/style.css': STYLE,
        'notes.md': '# Notes\n\nBuy milk.\n',
        '.env': 'TOKEN=hush\n',
      },
      settings: simulatedSettings(simulator.baseUrl, ['sim/small']),
    });
    panel = new ChatPanel(workbench);
    editor = new TextEditor(workbench);
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  test('Explain Selection in the context menu opens the panel and sends the selected code with its language', async () => {
    await editor.open('web/pager.ts');
    await editor.selectLines(1, 4);
    await editor.contextMenu('Switchyard', 'Explain Selection');
    await panel.answered(1);
    const words = wordsOf(lastRequest(simulator));
    expect(words).toContain('Explain the selected code.');
    expect(words).toContain(`\`\`\`typescript\n${PAGER.slice(0, PAGER.indexOf('}') + 1)}\n\`\`\``);
    expect(words).toContain('web/pager.ts:1-4');
    expect(words).not.toContain('secretSauce');
    const asked = await panel.locator('.user-message');
    expect(await textOf(asked.locator('.user-text'))).toBe('Explain the selected code.');
    expect(await asked.locator('.chip-label').allInnerTexts()).toEqual(['pager.ts:1-4']);
    expect(await panel.routeLine()).toContain('Explain · small · ');
  });

  test('Fix Selection sends the problems that the editor reports there', async () => {
    await panel.newChat();
    await editor.open('web/style.css');
    await workbench.page.locator('.monaco-editor .squiggly-warning, .monaco-editor .squiggly-error').first().waitFor();
    await editor.selectLines(2, 3);
    await editor.contextMenu('Switchyard', 'Fix Selection');
    await panel.answered(1);
    const words = wordsOf(lastRequest(simulator));
    expect(words).toContain('Fix the reported problems in the selected code.');
    expect(words).toContain('```css\n  color: red;\n  colr: blue;\n```');
    expect(words).toMatch(/The editor reports:\n- line 3: .*colr/);
    expect(await panel.routeLine()).toContain('Fix · small · ');
  });

  test('Write Tests and Summarize work on the whole file where nothing is selected', async () => {
    await panel.newChat();
    await editor.open('web/pager.ts');
    await workbench.page.keyboard.press('Control+Home');
    await editor.contextMenu('Switchyard', 'Write Tests');
    await panel.answered(1);
    expect(wordsOf(lastRequest(simulator))).toContain('Write tests for this file.');
    expect(wordsOf(lastRequest(simulator))).toContain(PAGER.trim());
    expect(await panel.routeLine()).toContain('Tests · small · ');
    await panel.newChat();
    await editor.open('notes.md');
    await editor.contextMenu('Switchyard', 'Summarize File or Selection');
    await panel.answered(1);
    expect(wordsOf(lastRequest(simulator))).toContain('Summarize this file.');
    expect(wordsOf(lastRequest(simulator))).toContain('Buy milk.');
    expect(await panel.routeLine()).toContain('Summarize · small · ');
    expect(await (await panel.locator('.user-message .chip-label')).allInnerTexts()).toEqual(['notes.md']);
  });

  test('actions on a selection are greyed out without one', async () => {
    await editor.open('web/pager.ts');
    await workbench.page.keyboard.press('Control+Home');
    await editor.openMenu();
    await workbench.menu.enter('Switchyard');
    expect(await workbench.menu.isEnabled('Explain Selection')).toBe(false);
    expect(await workbench.menu.isEnabled('Fix Selection')).toBe(false);
    expect(await workbench.menu.isEnabled('Write Tests')).toBe(true);
    await workbench.menu.close();
  });

  test('the chip in the composer follows the editor and its selection', async () => {
    await panel.newChat();
    await editor.open('notes.md');
    await panel.waitForChip('notes.md');
    await editor.open('web/pager.ts');
    await panel.waitForChip('pager.ts');
    await editor.selectLines(2, 3);
    await panel.waitForChip('pager.ts:2-3');
    expect(await panel.chips()).toHaveLength(1);
    await panel.ask('What happens here?');
    await panel.answered(1);
    const words = wordsOf(lastRequest(simulator));
    expect(words).toContain('  const first = page * 10;\n  return items.slice(first, first + 10);');
    expect(words).not.toContain('secretSauce');
  });

  test('what was removed from the composer is not sent, and can be added again', async () => {
    await panel.newChat();
    await editor.open('web/pager.ts');
    await editor.selectLines(2, 3);
    await panel.waitForChip('pager.ts:2-3');
    await (await panel.locator('switchyard-composer .chip-remove')).click();
    await poll('no chip', async () => (await panel.chips()).length === 0);
    await panel.ask('Without context, please');
    await panel.answered(1);
    expect(wordsOf(lastRequest(simulator))).toContain('Without context, please');
    expect(wordsOf(lastRequest(simulator))).not.toContain('page * 10');
    expect(await (await panel.locator('.user-message .chip')).count()).toBe(0);
    await (await panel.locator('.add-chip')).click();
    await panel.waitForChip('pager.ts:2-3');
    await panel.ask('With context now');
    await panel.answered(2);
    expect(wordsOf(lastRequest(simulator))).toContain('page * 10');
  });

  test('a file that tends to hold secrets is never sent by itself', async () => {
    await panel.newChat();
    await editor.open('notes.md');
    await panel.waitForChip('notes.md');
    await editor.open('.env');
    const leftOut = await panel.locator('li.chip-problem');
    await poll(
      'that it is left out',
      async () => (await leftOut.count()) === 1 && (await panel.chips()).join() === '.env',
    );
    await panel.ask('Hello');
    await panel.answered(1);
    expect(JSON.stringify(lastRequest(simulator)?.body)).not.toContain('hush');
  });

  test('the answer leaves the files alone', async () => {
    expect(await readFile(join(workbench.folders.workspace, 'web/pager.ts'), 'utf8')).toBe(PAGER);
    expect(await readFile(join(workbench.folders.workspace, 'web/style.css'), 'utf8')).toBe(STYLE);
  });
});
