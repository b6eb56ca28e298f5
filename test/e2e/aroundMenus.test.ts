import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { lastRequest, simulatedSettings, wordsOf } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

const PAGER = 'export function pageOf(items: string[]) {\n  return items.slice(0, 10);\n}\n';
const STYLE = 'a {\n  color: red;\n  colr: blue;\n}\n';

describeEndToEnd('Where a person looks for a command', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;
  let editor: TextEditor;
  let site: Server;
  let letGo: () => void;

  beforeAll(async () => {
    simulator = await startSimulator({ providers: { sim: { models: { small: { text: 'Understood.' } } } } });
    const released = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    site = createServer(async (_, response) => {
      await released;
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Opening hours</h1>');
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    workbench = await Workbench.launch({
      files: { 'web/pager.ts': PAGER, 'web/style.css': STYLE, 'notes.md': '# Notes\n\nBuy milk.\n' },
      settings: simulatedSettings(simulator.baseUrl, ['sim/small']),
    });
    panel = new ChatPanel(workbench);
    editor = new TextEditor(workbench);
    await workbench.openSwitchyard();
    await panel.input();
  });
  afterAll(async () => {
    letGo?.();
    site?.close();
    await workbench?.close();
    await simulator?.close();
  });

  test('what cannot work is not in the palette', async () => {
    const { quick } = workbench;
    const without = {
      'an editor': ['Write Documentation', 'Review File or Selection', 'Fix This Problem', 'Explain This Problem'],
      'a selection': ['Explain Selection', 'Fix Selection', 'Rewrite Selection…'],
      git: ['Review Changes', 'Generate Commit Message'],
      'a terminal': ['Explain Last Terminal Command', 'Explain Terminal Selection'],
      'a message': ['Show Route of Last Answer', 'Rename Chat…', 'Export Chat…', 'Summarize Earlier Messages'],
      'anything going on': ['Stop Answering', 'Stop Generating Commit Message', 'Dismiss All Review Findings'],
      'a change to review': ['Apply Change', 'Discard All Changes'],
      'something to click on': ['Summarize File', 'Fix This Finding'],
    };
    const offered: string[] = [];
    for (const title of Object.values(without).flat()) {
      if (await quick.offers(`Switchyard: ${title}`)) offered.push(title);
    }
    expect(offered).toEqual([]);
    await editor.open('web/pager.ts');
    expect(await quick.offers('Switchyard: Write Documentation')).toBe(true);
    expect(await quick.offers('Switchyard: Explain Selection')).toBe(false);
    await editor.selectLines(1, 2);
    expect(await quick.offers('Switchyard: Explain Selection')).toBe(true);
  });

  test('what is reported is explained: from the light bulb, the list of problems and the palette', async () => {
    await asking('Explain This Problem', async () => {
      await editor.open('web/style.css');
      await workbench.page
        .locator('.monaco-editor .squiggly-warning, .monaco-editor .squiggly-error')
        .first()
        .waitFor();
      await editor.selectLines(3, 3);
      for (let step = 0; step < 3; step++) await workbench.page.keyboard.press(step === 0 ? 'ArrowLeft' : 'ArrowRight');
      await editor.choose('Control+.', 'Explain with Switchyard', () => workbench.screenshot('around-explain-bulb'));
    });
    const problem = /Explain this problem: line 3: .*colr[\s\S]*colr: blue;/;
    expect(sent()).toMatch(problem);
    await asking('the list of problems', async () => {
      await workbench.statusItem('status.problems').click();
      await workbench.menu.open(workbench.page.locator('.markers-panel .monaco-list-row', { hasText: 'colr' }));
      await workbench.menu.isEnabled('Fix with Switchyard');
      await workbench.screenshot('around-explain-problems');
      await workbench.menu.choose('Explain with Switchyard');
    });
    expect(sent()).toMatch(problem);
    await asking('the palette', async () => {
      await editor.open('web/style.css');
      await editor.selectLines(3, 3);
      await workbench.runCommand('Switchyard: Explain This Problem');
    });
    expect(sent()).toMatch(problem);
    expect(await panel.routeLine()).toContain('Explain · small · ');
    await editor.selectLines(1, 1);
    await workbench.runCommand('Switchyard: Explain This Problem');
    await workbench.notification('No problem is reported at the cursor.');
  });

  test('a file of the explorer is reviewed at its lines; several files and folders can be added to the chat', async () => {
    const row = (name: string) => workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
    simulator.script('sim', 'small', { text: '### High · `web/pager.ts:2` · Ten is written here\n\nName it.' });
    await asking('the explorer', async () => {
      await workbench.openView(/Explorer/);
      await workbench.menu.open(row('pager.ts'));
      await workbench.menu.choose('Switchyard', 'Review File');
    });
    expect(await textOf(await panel.locator('.user-text'))).toBe('Review this file.');
    expect(sent()).toContain('    2   return items.slice(0, 10);');
    await editor.open('web/pager.ts');
    const comment = workbench.page.locator('.review-widget');
    await comment.waitFor();
    expect(await textOf(comment)).toContain('Ten is written here');
    await workbench.screenshot('around-review-file');
    await workbench.runCommand('Switchyard: Dismiss All Review Findings');
    await comment.waitFor({ state: 'detached' });
    simulator.script('sim', 'small', { text: 'Understood.' });
    await panel.newChat();
    await workbench.openView(/Explorer/);
    await workbench.menu.open(row('web'));
    expect([await workbench.menu.has('Add to Chat'), await workbench.menu.has('Switchyard')]).toEqual([true, false]);
    await workbench.menu.close();
    await row('pager.ts').click();
    await row('notes.md').click({ modifiers: ['Control'] });
    await workbench.menu.open(row('notes.md'));
    expect([await workbench.menu.has('Add to Chat'), await workbench.menu.has('Switchyard')]).toEqual([true, false]);
    await workbench.screenshot('around-explorer-several');
    await workbench.menu.choose('Add to Chat');
    await panel.waitForChip('pager.ts');
    await panel.waitForChip('notes.md');
  });

  test('a selection is documented and rewritten from the light bulb, a whole file from the palette', async () => {
    const refactor = async (offer: string) => {
      await editor.open('web/pager.ts');
      await editor.selectLines(1, 3);
      await editor.choose('Control+Shift+R', offer);
    };
    await asking('documentation', () => refactor('Write Documentation with Switchyard'));
    expect(sent()).toContain('Write documentation for the selected code.');
    expect(sent()).toContain(PAGER.trim());
    await asking('rewriting', async () => {
      await refactor('Rewrite with Switchyard…');
      await workbench.quick.pick('Make it faster');
    });
    expect(sent()).toContain('Rewrite the selected code: Make it faster');
    await asking('the palette', async () => {
      await editor.open('notes.md');
      await workbench.runCommand('Switchyard: Write Documentation');
    });
    expect(sent()).toContain('Write documentation for this file.');
    expect(sent()).toContain('Buy milk.');
  });

  test('prose is rewritten as prose, and translated into the language of last time', async () => {
    await asking('prose', async () => {
      await editor.open('notes.md');
      await editor.selectLines(3, 3);
      await workbench.runCommand('Switchyard: Rewrite Selection…');
      expect(await workbench.quick.labels()).toContain('Make it friendlier');
      await workbench.quick.type('As a pirate');
    });
    expect(sent()).toContain('Rewrite the selected text: As a pirate');
    await asking('a language', async () => {
      await workbench.runCommand('Switchyard: Translate File or Selection…');
      await workbench.screenshot('around-translate');
      await workbench.quick.find('German');
    });
    expect(sent()).toContain('Translate the selection into German.');
    await asking('the same again', async () => {
      await editor.open('web/pager.ts');
      await editor.selectLines(1, 1);
      await workbench.page.keyboard.press('ArrowLeft');
      await workbench.runCommand('Switchyard: Translate File or Selection…');
      expect((await workbench.quick.rows())[0]).toMatchObject({ label: 'German', description: 'last time' });
      await workbench.quick.accept();
    });
    expect(sent()).toContain('Translate this file into German.');
  });

  test('the last command of a terminal and its selection are explained from the terminal', async () => {
    const { page, menu } = workbench;
    // On a slow machine the palette may close too late to be believed; the terminal is there all the same.
    await workbench.runCommand('Terminal: Create New Terminal').catch(() => undefined);
    const terminal = page.locator('.terminal.xterm:visible').first();
    await terminal.waitFor({ timeout: 60_000 });
    await terminal.click();
    await page.keyboard.type('echo "one$((40+2))two"; false\n');
    // The mark beside a command that a shell has told of.
    await terminal.locator('.terminal-command-decoration.error').first().waitFor({ timeout: 60_000 });
    await asking('the last command', async () => {
      await menu.open(terminal);
      expect(await menu.has('Explain Terminal Selection')).toBe(false);
      await workbench.screenshot('around-terminal-menu');
      await menu.choose('Explain Last Terminal Command');
    });
    expect(sent()).toMatch(/Explain the last terminal command\.[\s\S]*false\s+one42two/);
    await workbench.runCommand('Terminal: Select All');
    await asking('the selection', async () => {
      await menu.open(terminal);
      expect(await menu.has('Explain Last Terminal Command')).toBe(false);
      await menu.choose('Explain Terminal Selection');
    });
    expect(sent()).toMatch(/Explain this terminal output\.[\s\S]*one42two/);
    await asking('the palette', () => workbench.runCommand('Switchyard: Explain Last Terminal Command'));
    expect(await panel.routeLine()).toContain('small · ');
    await workbench.runCommand('Terminal: Kill All Terminals');
  });

  test('what takes a while to be read for a message is said in a tab too', async () => {
    await workbench.runCommand('View: Close All Editors');
    await workbench.openView(/Explorer/);
    await workbench.runCommand('Switchyard: Open Chat in Editor');
    await workbench.page.locator('.tabs-container .tab', { hasText: 'Chat' }).waitFor();
    await panel.newChat();
    await workbench.runCommand('Switchyard: Add Context…');
    await workbench.quick.pick(/Web Page/);
    await workbench.quick.type(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
    await panel.waitForChip(/127\.0\.0\.1/);
    await panel.ask('When are they open?');
    const reading = await panel.locator('.reading-along');
    await reading.waitFor();
    expect(await textOf(reading)).toContain('Reading what is sent along…');
    await workbench.screenshot('around-reading');
    letGo();
    await panel.answered(1);
    await poll('nothing is read any more', async () => (await reading.count()) === 0);
    expect(sent()).toContain('Opening hours');
  });

  const sent = () => wordsOf(lastRequest(simulator));

  /** Begins a new chat, lets something ask in it, and resolves when the answer is over. */
  async function asking(what: string, ask: () => Promise<void>): Promise<void> {
    await workbench.openSwitchyard();
    await panel.newChat();
    await ask();
    await panel.answered(1).catch((error) => Promise.reject(new Error(`${what}: ${error}`)));
  }
});
