import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { lastRequest, simulatedSettings, wordsOf } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { Workbench } from './harness/workbench.ts';

describeEndToEnd('The chat as an editor', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;
  let editor: TextEditor;

  beforeAll(async () => {
    simulator = await startSimulator({ providers: { sim: { models: { small: {} } } } });
    workbench = await Workbench.launch({
      files: {
        'first.ts': 'export const first = 1;\n',
        'second.ts': 'export const second = 2;\n\nexport const third = 3;\n',
      },
      settings: simulatedSettings(simulator.baseUrl, ['sim/small']),
    });
    panel = new ChatPanel(workbench);
    editor = new TextEditor(workbench);
    await editor.open('first.ts');
    await editor.open('second.ts');
    await workbench.runCommand('Switchyard: Open Chat in Editor');
    await panel.input();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  const chips = (expected: string) =>
    poll(`the chips ${expected}`, async () => (await panel.chips()).join() === expected);
  const focusInput = async () => {
    await (await panel.input()).click();
    await poll('the composer has the focus', async () =>
      (await panel.input()).evaluate((input) => input === document.activeElement),
    );
  };

  test('offers the file that it hides, until that is closed', async () => {
    await chips('second.ts');
    await focusInput();
    await workbench.screenshot('tab-over-file');
    await panel.ask('What is it?');
    await panel.answered(1);
    expect(wordsOf(lastRequest(simulator))).toContain('export const second = 2;');
    await panel.newChat();
    await chips('second.ts');
    await workbench.page.locator('.tabs-container .tab[data-resource-name="second.ts"]').click({ button: 'middle' });
    await chips('');
  });

  test('beside a file offers what is selected there, and puts code at its cursor', async () => {
    await workbench.runCommand('View: Move Editor into Next Group');
    await workbench.runCommand('View: Focus First Editor Group');
    await editor.open('second.ts');
    await editor.selectLines(3, 3);
    await chips('second.ts:3-3');
    await focusInput();
    await chips('second.ts:3-3');
    simulator.script('sim', 'small', { text: '```ts\nexport const fourth = 4;\n```' });
    await panel.ask('Another one?');
    await panel.answered(1);
    expect(wordsOf(lastRequest(simulator))).toContain('export const third = 3;');
    expect(wordsOf(lastRequest(simulator))).not.toContain('export const second');
    await workbench.screenshot('tab-beside-file');
    const answer = await panel.answer();
    await answer.locator('.code-block button[aria-label="More actions"]').first().click();
    await answer.locator('[role="menuitem"]', { hasText: 'Insert at Cursor' }).click();
    await poll('the code is in the file', async () =>
      ((await workbench.page.locator('.editor-group-container .view-lines').first().textContent()) ?? '')
        .replace(/\u00a0/g, ' ')
        .includes('export const fourth = 4;'),
    );
  });

  test('in a side bar offers the file while it has the keyboard', async () => {
    await workbench.page.locator('.tabs-container .tab', { hasText: 'Chat' }).click({ button: 'middle' });
    await editor.open('first.ts');
    await workbench.openSwitchyard();
    await panel.newChat();
    await focusInput();
    await chips('first.ts');
    await workbench.runCommand('View: Move View');
    await workbench.quick.find('Chat');
    await workbench.quick.pick(/New Secondary Side Bar Entry/);
    await workbench.page.locator('.part.auxiliarybar').first().waitFor();
    await focusInput();
    await chips('first.ts');
    await workbench.screenshot('tab-secondary-chip');
  });
});
