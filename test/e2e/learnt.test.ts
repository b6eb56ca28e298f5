import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { Workbench } from './harness/workbench.ts';

const change = (path: string, from: string, to: string) =>
  `\`\`\`diff\n--- a/${path}\n+++ b/${path}\n@@ -1,3 +1,3 @@\n {\n-  "size": ${from}\n+  "size": ${to}\n }\n\`\`\`\n`;

const ANSWERS: Readonly<Record<string, string>> = {
  WRITE: '```text notes.txt\nfirst line of the notes\nthe answer put this here\nand this one as well\n```\n',
  ADD: '```text\nwords of another answer\nin two lines\n```\n',
  BREAK: change('sound.json', '1', ''),
  MEND: change('broken.json', '', '1'),
  '<replace>': '```json\n{\n  "size": 1\n}\n```\n',
};

describeEndToEnd('What becomes of an answer', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;
  let editor: TextEditor;
  let seen = 0;

  beforeAll(async () => {
    const text = ({ messages }: { messages: readonly { content: string }[] }) => {
      const asked = messages.at(-1)?.content ?? '';
      return Object.entries(ANSWERS).find(([word]) => asked.includes(word))?.[1] ?? 'Understood.';
    };
    simulator = await startSimulator({
      providers: { fast: { models: { flash: { text } } }, slow: { models: { large: { text } } } },
    });
    workbench = await Workbench.launch({
      files: {
        'notes.txt': 'first line of the notes\n',
        'other.txt': 'something else\n',
        'sound.json': '{\n  "size": 1\n}\n',
        'broken.json': '{\n  "size": \n}\n',
      },
      settings: {
        ...simulatedSettings(simulator.baseUrl, ['fast/flash', 'slow/large']),
        'switchyard.routes': { default: ['fast/flash'] },
        'files.autoSave': 'off',
        'files.simpleDialog.enable': true,
      },
    });
    panel = new ChatPanel(workbench);
    editor = new TextEditor(workbench);
    await workbench.openSwitchyard();
    await panel.input();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });
  beforeEach(() => panel.newChat());

  /** The rows of a query on what the extension keeps. */
  function rows<Row>(sql: string): Row[] {
    const storage = join(workbench.folders.userDataDir, 'User', 'globalStorage', 'switchyard.switchyard');
    const db = new DatabaseSync(join(storage, 'ledger.db'), { readOnly: true });
    try {
      return db.prepare(sql).all() as Row[];
    } finally {
      db.close();
    }
  }
  const allSigns = () => rows<{ feedback: string }>('SELECT feedback FROM feedback ORDER BY id').map((r) => r.feedback);
  /** Resolves when the answers have given exactly these signs since this was asked last. */
  async function gave(...signs: string[]): Promise<void> {
    await poll(
      `the signs ${signs} (of ${allSigns().slice(seen)})`,
      () => allSigns().length >= seen + signs.length,
      30_000,
    );
    expect(allSigns().slice(seen)).toEqual(signs);
    seen += signs.length;
  }
  const titleAction = (label: string) =>
    workbench.page.locator('.editor-group-container.active .editor-actions .action-label', { hasText: label }).first();
  const codeButton = async (label: string) => (await panel.answer()).locator(`.code-block [aria-label="${label}"]`);
  async function applied(): Promise<void> {
    await (await codeButton('Compare & Apply…')).click();
    await titleAction('Apply Change').click();
    await gave('applied');
    await editor.focus();
  }

  test('is a sign only where something becomes of it', async () => {
    await panel.askAndWait('WRITE the notes');
    await panel.askAndWait('No problem, thanks!');
    expect(allSigns()).toEqual([]);
    expect(rows('SELECT * FROM quality')).toEqual([]);
  });

  test('is noted when it is applied and undone, and when it is rewritten', async () => {
    await editor.open('notes.txt');
    await panel.askAndWait('WRITE the notes');
    await applied();
    await workbench.page.keyboard.press('Control+Z');
    await gave('undone');
    await applied();
    await editor.selectLines(2, 3);
    await workbench.page.keyboard.type('my own words instead');
    await gave('rewritten');
    await workbench.runCommand('File: Revert File');
  });

  test('is noted when it is copied, inserted, and found helpful or not', async () => {
    await editor.open('other.txt');
    await panel.askAndWait('ADD words');
    await (await codeButton('Copy code')).first().click();
    await gave('copied');
    await (await codeButton('More actions')).first().click();
    await (await panel.answer()).locator('[role="menuitem"]', { hasText: 'Insert at Cursor' }).click();
    await gave('inserted');
    await editor.focus();
    await workbench.page.keyboard.press('Control+Z');
    await gave('undone');
    await (await panel.button('Helpful')).click();
    await gave('up');
    await (await panel.button('Helpful')).click();
    await gave('unvoted');
    await (await panel.button('Unhelpful')).click();
    await gave('down');
  });

  test('is noted by the errors that the editor reports after it, and no longer', async () => {
    const errors = workbench.page.locator('.editor-group-container.active .monaco-editor .squiggly-error').first();
    await editor.open('sound.json');
    await panel.askAndWait('BREAK it');
    await applied();
    await gave('moreErrors');
    await workbench.runCommand('File: Revert File');
    await gave('rewritten');
    await editor.open('broken.json');
    await errors.waitFor();
    await panel.askAndWait('MEND it');
    await applied();
    await gave('fewerErrors');
    await workbench.runCommand('File: Revert File');
    await gave('rewritten');
  });

  test('is noted when it is corrected, asked again, and of another model', async () => {
    await panel.askAndWait('How long is a day?');
    await panel.askAndWait('Nein, das ist falsch.');
    await gave('corrected');
    await (await panel.answer()).hover();
    await (await panel.part('vscode-button[aria-label="Regenerate"]')).click();
    await gave('redone');
    await panel.waitForText(/Understood/);
    await workbench.sidebarWidth(640);
    await (await panel.answer()).hover();
    await (await panel.part('vscode-button[aria-label="Regenerate with Another Model…"]')).click();
    await workbench.quick.pick(/slow\/large/);
    await gave('askedOther');
    await panel.answered(3);
    await (await panel.part('.answer-ways vscode-button', 2)).click();
    await gave('chosen', 'passedOver');
    await workbench.sidebarWidth(300);
  });

  test('is noted when the same words are asked once more, and of a model that was picked', async () => {
    const question = 'How long is a day on Venus, in hours?';
    await panel.askAndWait(question);
    await panel.choose('large');
    await panel.askAndWait(question);
    await gave('askedOther');
    await panel.askAndWait(question);
    await gave('redone');
    await panel.choose('Auto');
  });

  test('is noted of a quick fix that is asked for again, applied, and mends', async () => {
    await editor.open('broken.json');
    await workbench.page.locator('.editor-group-container.active .monaco-editor .squiggly-error').first().waitFor();
    const fix = async () => {
      await editor.focus();
      await editor.selectLines(3, 3);
      await workbench.page.keyboard.press('Home');
      await editor.choose('Control+.', 'Fix with Switchyard');
      await workbench.page.locator('.monaco-diff-editor').first().waitFor();
    };
    await fix();
    await titleAction('Discard Change').click();
    await poll(
      'the difference is closed',
      async () => (await workbench.page.locator('.monaco-diff-editor').count()) === 0,
    );
    await fix();
    await gave('redone');
    await titleAction('Apply Change').click();
    await gave('applied', 'fewerErrors');
    await editor.focus();
    await workbench.runCommand('File: Revert File');
    await gave('rewritten');
  });

  test('is shown by task and model, exported, and forgotten when it is asked for', async () => {
    await workbench.runCommand('Switchyard: Show What Was Learnt');
    await workbench.page.locator('.tab', { hasText: 'Learnt' }).first().waitFor();
    const report = await editor.text(/Learnt/);
    expect(report).toContain('fast/flash');
    expect(report).toMatch(/\d+% good \(80% sure: \d+% to \d+%\)/);
    await workbench.screenshot('learnt-report');
    await workbench.runCommand('Switchyard: Export What Was Learnt…');
    await workbench.quick.typePath(join(workbench.folders.workspace, 'learnt.json'));
    await workbench.notification('What was learnt is exported.');
    const exported = JSON.parse(await readFile(join(workbench.folders.workspace, 'learnt.json'), 'utf8'));
    expect(exported).toMatchObject({ halfLifeDays: 60, here: expect.any(Array), everywhere: expect.any(Array) });
    expect(exported.here.map(({ model }: { model: string }) => model)).toContain('slow/large');
    await workbench.runCommand('Switchyard: Reset What Was Learnt…');
    await workbench.quick.pick('This Workspace');
    await workbench.notification('What was learnt in this workspace is forgotten.');
    expect(rows('SELECT * FROM quality_answers')).toEqual([]);
    expect(rows("SELECT * FROM quality WHERE workspace <> '*' OR good > 0.001 OR bad > 0.001")).toEqual([]);
  });
});
