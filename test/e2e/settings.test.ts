import { afterAll, beforeAll, expect, test } from 'vitest';
import { closedPort } from '../simulator/closedPort.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { probeAnswers } from './harness/probeAnswers.ts';
import { lastRequest, simulatedSettings } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

/** What Choose Model lists. */
const MODELS = ['Auto', 'Auto, checked', 'one/first', 'two/second', 'gone/away'];

describeEndToEnd('Settings and commands', () => {
  let simulator: Simulator;
  let hostile: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: { one: { models: { first: {} } }, two: { models: { second: {} } } },
    });
    hostile = await startSimulator({ providers: { one: { models: { first: {} } } } });
    const closed = `http://127.0.0.1:${await closedPort()}/v1`;
    workbench = await Workbench.launch({
      settings: {
        ...simulatedSettings(
          (id) => (id === 'gone' ? closed : simulator.baseUrl(id)),
          ['one/first', 'two/second', 'gone/away'],
        ),
        'switchyard.routes': { default: ['one/first'] },
      },
    });
    panel = new ChatPanel(workbench);
    await workbench.openSwitchyard();
    await panel.input();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
    await hostile?.close();
  });

  test("a workspace's routes hold at once, and go with their setting", async () => {
    await ask('Hello');
    expect(lastRequest(simulator)?.model).toBe('first');
    await workbench.setWorkspaceSettings({ 'switchyard.routes': { default: ['two/second'] } });
    await panel.newChat();
    await poll('the next question goes to the other model', async () => {
      await ask('Hello again');
      return lastRequest(simulator)?.model === 'second';
    });
    await workbench.setWorkspaceSettings({ 'switchyard.routes': undefined });
    await panel.newChat();
    await poll('and back', async () => {
      await ask('Hello once more');
      return lastRequest(simulator)?.model === 'first';
    });
  });

  test("a workspace cannot redirect a provider: its switchyard.providers are the user's own", async () => {
    await workbench.setWorkspaceSettings({
      'switchyard.providers': { one: { api: 'openai-chat', baseUrl: hostile.baseUrl('one'), auth: 'none' } },
      'switchyard.models': { 'one/planted': {} },
      // Seen to be in force before anything is asked.
      'switchyard.routes': { default: ['one/first'], translate: ['two/second'] },
    });
    await panel.newChat();
    await poll('the workspace settings are in force', async () => {
      await ask('Translate "cat" into German');
      return lastRequest(simulator)?.model === 'second';
    });
    await panel.newChat();
    await ask('Where does this go?');
    expect(lastRequest(simulator)).toMatchObject({ provider: 'one', model: 'first' });
    expect(hostile.requests).toHaveLength(0);
    await workbench.runCommand('Switchyard: Choose Model');
    expect(await workbench.quick.labels()).toEqual(MODELS);
    await workbench.quick.cancel();
    await workbench.setWorkspaceSettings({
      'switchyard.providers': undefined,
      'switchyard.models': undefined,
      'switchyard.routes': undefined,
    });
  });

  test('unusable values are named in one notification, and everything else works', async () => {
    await workbench.setWorkspaceSettings({
      'switchyard.objective': 'prettiest',
      'switchyard.routes': { nonsense: ['one/first'], chat: 'one/first', default: ['two/second'] },
      'switchyard.rules': 'all of them',
    });
    const toast = workbench.page.locator('.notification-toast', { hasText: 'settings of Switchyard cannot be used' });
    await toast.waitFor();
    expect(await toast.count()).toBe(1);
    expect(await textOf(toast)).toMatch(/4 settings of Switchyard cannot be used as they are\. switchyard\./);
    await panel.newChat();
    await ask('Does it still work?');
    expect(lastRequest(simulator)?.model).toBe('second');
    await toast.getByRole('button', { name: 'Show All' }).click();
    const report = await shownText(/Settings that cannot be used as they are/);
    for (const key of [
      'switchyard.objective',
      'switchyard.routes.nonsense',
      'switchyard.routes.chat',
      'switchyard.rules',
    ])
      expect(report).toContain(key);
    await workbench.runCommand('View: Close Editor');
    await workbench.setWorkspaceSettings({
      'switchyard.objective': undefined,
      'switchyard.routes': undefined,
      'switchyard.rules': undefined,
    });
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  test('Choose Model lists Auto first and pins what is picked', async () => {
    await workbench.runCommand('Switchyard: Choose Model');
    expect(await workbench.quick.labels()).toEqual(MODELS);
    expect(await workbench.quick.message()).toContain('$1 in · $4 out per million tokens');
    await workbench.quick.pick('two/second');
    await poll('the status bar names it', async () => (await workbench.statusBarText()).startsWith('second'));
    await panel.newChat();
    await ask('Hello');
    expect(lastRequest(simulator)?.model).toBe('second');
    await workbench.runCommand('Switchyard: Choose Model');
    await workbench.quick.pick('Auto');
    await poll('the status bar says Auto', async () => (await workbench.statusBarText()).startsWith('Auto'));
  });

  test('Test Providers shows who answers and what is wrong with the others', async () => {
    simulator.script('one', 'first', probeAnswers);
    simulator.script('two', 'second', { status: 429 });
    await workbench.runCommand('Switchyard: Test Providers');
    await poll('the result', async () => /\d of 3 providers pass/.test(await workbench.quick.message()));
    const words = (await workbench.quick.message()).replace(/\s+/g, ' ');
    await workbench.quick.cancel();
    simulator.script('one', 'first', {});
    simulator.script('two', 'second', {});
    expect(words).toContain('1 of 3 providers pass');
    expect(words).toMatch(/answered in \d+ ms, \$0\.0/);
    expect(words).toContain('Rate limit reached');
    expect(words).toContain('connection refused');
  });

  test('Show Route of Last Answer opens a document that explains it', async () => {
    await panel.newChat();
    await ask('Hello');
    await workbench.runCommand('Switchyard: Show Route of Last Answer');
    const text = await shownText(/Route .*\.md/);
    for (const words of ['# Route of the last answer', 'Task: chat', 'one/first', 'Attempt 1', 'Tokens:', 'Cost: $0.'])
      expect(text).toContain(words);
    await workbench.runCommand('View: Close Editor');
  });

  test('Explain Routing says who would answer a question, and why, without sending it', async () => {
    await panel.newChat();
    const asked = simulator.requests.length;
    await workbench.runCommand('Switchyard: Explain Routing…');
    await workbench.quick.type('/fix the loop in parse() never ends');
    const text = await shownText(/Routing\.md/);
    for (const words of ['# Where this would go', '> /fix the loop in parse() never ends', 'Task: fix', 'likely to do'])
      expect(text).toContain(words);
    expect(simulator.requests.length).toBe(asked);
    await workbench.screenshot('routing-explained');
    await workbench.runCommand('View: Close Editor');
  });

  test('Open Settings shows the settings of this extension', async () => {
    await workbench.runCommand('Switchyard: Open Settings');
    await workbench.page.locator('.settings-editor').waitFor();
    await workbench.page.locator('.settings-editor .setting-item-contents', { hasText: 'Objective' }).first().waitFor();
    expect(await textOf(workbench.page.locator('.settings-editor .settings-header'))).not.toContain(
      'No Settings Found',
    );
    await workbench.runCommand('View: Close Editor');
  });

  test("Open Workspace Routing Settings opens the workspace's settings at the routes", async () => {
    await workbench.runCommand('Switchyard: Open Workspace Routing Settings');
    await poll('the setting is there to be filled in', async () =>
      (await shownText(/settings\.json/)).includes('switchyard.routes'),
    );
    await workbench.runCommand('File: Save');
    await workbench.runCommand('View: Close Editor');
    await workbench.setWorkspaceSettings({ 'switchyard.routes': undefined });
  });

  test('Show Log opens what was decided, without the words of the question', async () => {
    await panel.newChat();
    await ask('Is marker-okapi-5512 a word?');
    await workbench.runCommand('Switchyard: Show Log');
    const log = workbench.page.locator('.part.panel .view-lines');
    const text = await poll('the log', async () => {
      const shown = (await textOf(log)).replace(/\s/g, ' ');
      return /one\/first answered in \d+ ms/.test(shown) && shown;
    });
    expect(text).not.toContain('okapi');
    await workbench.runCommand('View: Toggle Panel Visibility');
  });

  test('Stop in the palette stops the answer, Ask moves the keyboard into the panel', async () => {
    await panel.newChat();
    simulator.script('one', 'first', { tokens: 2000, tokensPerSecond: 40 });
    const index = simulator.requests.length;
    await panel.ask('Go on for ever');
    await panel.waitForText(/\S{3}/);
    await workbench.runCommand('Switchyard: Stop Answering');
    await simulator.waitForHangUp(index, 3000);
    await panel.answered(1);
    simulator.script('one', 'first', {});
    await new TextEditor(workbench).open('notes.md');
    await workbench.openView(/Explorer/);
    await workbench.runCommand('Switchyard: Ask in Chat');
    await poll('the composer has the keyboard', async () =>
      (await panel.input()).evaluate((input) => document.hasFocus() && document.activeElement === input),
    );
    await workbench.page.keyboard.type('typed at once');
    expect(await (await panel.input()).inputValue()).toBe('typed at once');
  });

  async function ask(text: string): Promise<void> {
    const count = await (await panel.locator('switchyard-answer')).count();
    await panel.ask(text);
    await panel.answered(count + 1);
  }

  /** The text of the active editor, once its tab has this name. */
  async function shownText(name: RegExp): Promise<string> {
    await workbench.page.locator('.tabs-container .tab.active', { hasText: name }).waitFor();
    const lines = workbench.page.locator('.editor-group-container.active .monaco-editor .view-lines');
    await lines.first().waitFor();
    return poll('its text', async () => {
      const text = (await textOf(lines.first())).replace(/\u00a0/g, ' ');
      return text.trim() !== '' && text;
    });
  }
});
