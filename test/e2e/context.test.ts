// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of prompt files.
import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { lastRequest, simulatedSettings, wordsOf } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { Workbench } from './harness/workbench.ts';

const PAGER = `export function pageOf(items: string[], page: number) {
  return items.slice(page * 10, page * 10 + 10);
}
`;
const FILES = {
  'web/pager.ts': PAGER,
  'web/style.css': 'a {\n  colr: blue;\n}\n',
  'web/.env': 'TOKEN=hush\n',
  'web/ignored.log': 'do not send me\n',
  '.gitignore': '*.log\n',
  'notes.md': '# Notes\n\nBuy milk.\n',
  'long.md': 'All work and no play makes a dull text. '.repeat(1500),
  '.github/prompts/tidy.prompt.md':
    '---\ndescription: Tidies up\nmode: agent\n---\nTidy ${fileBasename} in the style of ${input:author:whose style?}. See #file:notes.md and #file:web/.env and #file:../outside.md. Leave ${env:HOME} alone.\n',
};

describeEndToEnd('What is sent along', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;
  let editor: TextEditor;
  let site: Server;

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: { sim: { models: { small: { text: 'Understood.' }, large: { text: 'A short summary.' } } } },
    });
    const settings = simulatedSettings(simulator.baseUrl, ['sim/small', 'sim/large']);
    const models = settings['switchyard.models'] as Record<string, Record<string, unknown>>;
    Object.assign(models['sim/small'] ?? {}, { contextWindow: 8000, capabilities: ['vision'] });
    Object.assign(models['sim/large'] ?? {}, { price: { input: 5, output: 20 }, capabilities: ['vision'] });
    workbench = await Workbench.launch({ files: FILES, settings });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.test', ...args], {
        cwd: workbench.folders.workspace,
      });
    git('init', '-q');
    git('add', 'notes.md', 'web/style.css');
    git('commit', '-qm', 'first');
    panel = new ChatPanel(workbench);
    editor = new TextEditor(workbench);
    await workbench.openSwitchyard();
    site = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<title>Opening hours</title><script>alert(1)</script><h1>Hours</h1><p>Nine to five &amp; six.</p>');
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    site?.close();
    await workbench?.close();
    await simulator?.close();
  });

  const sent = () => wordsOf(lastRequest(simulator));
  /** Types `#` and a word, and takes the completion with this label. */
  const complete = async (typed: string, label: string) => {
    const input = await panel.input();
    await input.fill('');
    await input.pressSequentially(typed);
    const row = (await panel.locator('[role="option"]')).filter({ hasText: label }).first();
    await row.waitFor();
    await workbench.audit(`completions of ${typed}`);
    await row.click();
  };

  test('a file completed behind # becomes a chip with its tokens, and is sent with its own language', async () => {
    await panel.newChat();
    await complete('#pag', 'pager.ts');
    await panel.waitForChip('pager.ts');
    const tokens = await panel.locator('switchyard-composer .chip-tokens');
    await poll('tokens', async () => /\d/.test((await tokens.first().textContent()) ?? ''));
    await (await panel.input()).fill('What does it do?');
    await poll('a fit', async () => /\d/.test((await (await panel.locator('.meter')).textContent()) ?? ''));
    await workbench.screenshot('context-chips');
    await panel.ask('What does it do?');
    await panel.answered(1);
    expect(sent()).toContain(`web/pager.ts:\n\`\`\`typescript\n${PAGER}\n\`\`\``);
    await poll('no chip', async () => (await panel.chips()).length === 0);
    expect(await (await panel.locator('.user-message .chip-label')).allInnerTexts()).toContain('pager.ts');
  });

  test('a folder from the explorer is sent without what is ignored or private', async () => {
    await panel.newChat();
    await workbench.openView(/Explorer/);
    const row = workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'web' }).first();
    await row.click({ button: 'right' });
    const item = workbench.page.locator('.monaco-menu .action-item:visible', { hasText: 'Add to Chat' }).first();
    await item.waitFor();
    // A menu that has just opened does not take a click yet.
    await poll('the menu is closed', async () => {
      await item.click({ timeout: 1000 }).catch(() => undefined);
      return poll('no item', async () => (await item.count()) === 0, 700).catch(() => false);
    });
    await panel.waitForChip('web/');
    await panel.ask('What is in there?');
    await panel.answered(1);
    expect(sent()).toContain('The folder web');
    expect(sent()).toContain(PAGER.trim());
    expect(sent()).toContain('colr: blue');
    expect(sent()).not.toContain('hush');
    expect(sent()).not.toContain('do not send me');
  });

  test('problems, changes and the last command of the terminal are sent', async () => {
    await panel.newChat();
    await editor.open('web/style.css');
    await workbench.page.locator('.monaco-editor .squiggly-warning, .monaco-editor .squiggly-error').first().waitFor();
    await workbench.page.keyboard.press('Control+End');
    await workbench.page.keyboard.type('/* new */');
    await workbench.page.keyboard.press('Control+S');
    // On a slow machine the palette may close too late to be believed; the terminal is there all the same.
    await workbench.runCommand('Terminal: Create New Terminal').catch(() => undefined);
    const terminal = workbench.page.locator('.terminal.xterm:visible').first();
    await terminal.waitFor({ timeout: 60_000 });
    await workbench.openSwitchyard();
    // A shell tells of its commands only once its integration has started.
    await poll(
      'a command was seen',
      async () => {
        await terminal.click();
        // The editor may lose the output of the first command in a new shell.
        for (let time = 0; time < 2; time++) {
          await workbench.page.keyboard.type('echo "one$((40+2))two"\n');
          await workbench.page.waitForTimeout(1500);
        }
        await complete('#term', 'terminal');
        return (await panel.chips()).some((chip) => chip.startsWith('echo'));
      },
      60_000,
    );
    await complete('#prob', 'problems');
    await complete('#chan', 'changes');
    await poll('three chips', async () => (await panel.chips()).length >= 3);
    await workbench.screenshot('context-sources');
    await panel.ask('What is wrong?');
    await panel.answered(1);
    expect(sent()).toMatch(/web\/style\.css\n {2}line 2: .*colr/);
    expect(sent()).toContain('+/* new */');
    expect(sent()).toContain('one42two');
    expect(sent()).toContain('It ended with exit code 0.');
    await workbench.runCommand('Terminal: Kill All Terminals');
  });

  test('a picture goes to the model, with the next question again', async () => {
    await panel.newChat();
    await (await panel.frame()).evaluate(async () => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 300;
      canvas.getContext('2d')?.fillRect(20, 20, 200, 100);
      const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
      const data = new DataTransfer();
      data.items.add(new File([drawn ?? ''], 'plan.png', { type: 'image/png' }));
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      document.querySelector('textarea')?.dispatchEvent(event);
    });
    await panel.waitForChip('plan.png');
    await (await panel.locator('switchyard-composer .chip-thumbnail')).waitFor();
    await workbench.audit('a picture is attached');
    await panel.askAndWait('What is this?');
    const pictures = () => JSON.stringify(lastRequest(simulator)?.body).match(/data:image\/png;base64/g)?.length;
    expect(pictures()).toBe(1);
    await panel.askAndWait('And its colour?');
    expect(pictures()).toBe(1);
  });

  test('a page of this machine is read as text where the user gave its address', async () => {
    await panel.newChat();
    await workbench.runCommand('Switchyard: Add Context…');
    await workbench.quick.pick(/Web Page/);
    await workbench.quick.type(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
    await panel.waitForChip(/127\.0\.0\.1/);
    await panel.ask('When are they open?');
    await panel.answered(1);
    expect(sent()).toContain('Opening hours');
    expect(sent()).toContain('Nine to five & six.');
    expect(sent()).not.toContain('alert(1)');
  });

  test('a task behind / sets the gesture, and a prompt file is filled in with nothing from outside', async () => {
    await panel.newChat();
    await editor.open('web/pager.ts');
    await panel.waitForChip('pager.ts');
    await complete('/tests', '/tests');
    await (await panel.input()).press('Enter');
    await panel.answered(1);
    expect(sent()).toContain('Write tests for this file.');
    expect(await panel.routeLine()).toContain('Tests · ');
    await panel.newChat();
    await complete('/ti', '/tidy');
    await (await panel.input()).press('Enter');
    await workbench.quick.type('Knuth');
    await panel.answered(1);
    expect(sent()).toContain('Tidy pager.ts in the style of Knuth.');
    expect(sent()).toContain('Leave ${env:HOME} alone.');
    expect(sent()).toContain('Buy milk.');
    expect(sent()).not.toContain('hush');
    await workbench.notification('ignored: mode');
  });

  test('what would not fit is said before, with ways out', async () => {
    await workbench.runCommand('View: Close All Editors');
    await panel.newChat();
    await panel.choose('small');
    await complete('#long', 'long.md');
    await panel.waitForChip('long.md');
    const problem = await panel.locator('.fit-problem');
    await problem.waitFor();
    await workbench.screenshot('context-too-long');
    const words = await problem.textContent();
    expect(words).toContain('Leave out long.md');
    expect(words).toContain('Summarize long.md');
    expect(words).toContain('Use large');
    await problem.getByText('Summarize long.md').click();
    await panel.waitForChip('long.md (summary)');
    await problem.waitFor({ state: 'detached' });
    await panel.ask('What is it about?');
    await panel.answered(1);
    expect(sent()).toMatch(/A summary \(made by sim\/\w+\) of long\.md/);
    expect(sent()).not.toContain('All work and no play');
  });

  test('earlier messages are summarized visibly, and sent whole again after an undo', async () => {
    await panel.newChat();
    await panel.choose('Auto');
    await panel.askAndWait('My name is Ada.');
    await panel.askAndWait('I live in London.');
    await workbench.runCommand('Switchyard: Summarize Earlier Messages');
    const divider = await panel.locator('.compaction');
    await divider.waitFor();
    await workbench.screenshot('context-compaction');
    await workbench.setTheme('dark');
    await workbench.sidebarWidth(240);
    await divider.getByText('Show Summary').click();
    await workbench.screenshot('context-compaction-narrow-dark');
    await panel.askAndWait('Who am I?');
    expect(sent()).not.toContain('My name is Ada.');
    expect(sent()).toContain('a summary of it');
    expect(sent()).toContain('I live in London.');
    await divider.getByText('Undo').click();
    await divider.getByText('Use Summary').waitFor();
    await panel.askAndWait('And now?');
    expect(sent()).toContain('My name is Ada.');
  });
});
