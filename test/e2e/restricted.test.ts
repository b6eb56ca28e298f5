import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { lastRequest, simulatedSettings } from './harness/simulated.ts';
import { Workbench } from './harness/workbench.ts';

describeEndToEnd('An untrusted workspace', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: { one: { models: { first: {} } }, two: { models: { second: {} } } },
    });
    workbench = await Workbench.launch({
      workspaceTrust: true,
      files: {
        'notes.md': '# Notes\n',
        '.vscode/settings.json': JSON.stringify({ 'switchyard.routes': { default: ['two/second'] } }),
      },
      settings: {
        ...simulatedSettings(simulator.baseUrl, ['one/first', 'two/second']),
        'switchyard.routes': { default: ['one/first'] },
        // Opened in restricted mode without a question; trust is given later, by hand.
        'security.workspace.trust.startupPrompt': 'never',
        'security.workspace.trust.banner': 'never',
      },
    });
    panel = new ChatPanel(workbench);
    await workbench.openSwitchyard();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  test('is one in which Switchyard works, by the routes of the user alone', async () => {
    await workbench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await panel.ask('Hello');
    await panel.answered(1);
    expect(lastRequest(simulator)?.model).toBe('first');
  });

  test('has a say once it is trusted, without a reload', async () => {
    await workbench.runCommand('Workspaces: Manage Workspace Trust');
    await workbench.page
      .locator('.workspace-trust-editor')
      .getByRole('button', { name: /^Trust/ })
      .first()
      .click();
    await workbench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'detached' });
    await workbench.openSwitchyard();
    await panel.newChat();
    let count = 0;
    await poll('the next question goes by the routes of the workspace', async () => {
      await panel.ask('Hello again');
      await panel.answered(++count);
      return lastRequest(simulator)?.model === 'second';
    });
  });
});
