import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { git, makeRepository } from './harness/git.ts';
import { poll } from './harness/poll.ts';
import { lastRequest, simulatedSettings, wordsOf } from './harness/simulated.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

const RULES = [
  { when: { task: 'translate' }, use: ['two/second'], temperature: 0.3, maxOutputTokens: 321, prompt: 'concise' },
  { when: { branch: 'release/*', trusted: true }, avoid: ['one/*'] },
];
const BAD = [
  { when: {}, use: ['two/second'] },
  { when: { task: 'fix' }, use: ['gone/model'] },
];

describeEndToEnd('Rules', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: { one: { models: { first: {} } }, two: { models: { second: {} } } },
    });
    workbench = await Workbench.launch({
      files: { 'notes.md': '# Notes\n' },
      settings: {
        ...simulatedSettings(simulator.baseUrl, ['one/first', 'two/second']),
        'switchyard.routes': { default: ['one/first', 'two/second'] },
        'switchyard.rules': RULES,
      },
    });
    panel = new ChatPanel(workbench);
    await workbench.openSwitchyard();
    await panel.input();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  const record = async () => (await textOf(await panel.locator('.trail-record'))).replace(/\s+/g, ' ');
  async function ask(text: string): Promise<string | undefined> {
    await panel.newChat();
    await panel.ask(text);
    await panel.answered(1);
    return lastRequest(simulator)?.model;
  }

  test('say who is asked and how, down to what is sent', async () => {
    expect(await ask('Translate "good morning" into German')).toBe('second');
    const request = lastRequest(simulator);
    expect(request?.body).toMatchObject({ temperature: 0.3 });
    expect(JSON.stringify(request?.body)).toContain('321');
    expect(wordsOf(request)).toContain('Be brief');
    expect(await panel.routeDetails()).toContain('rule 1 matches');
  });

  test('stand in the audit trail with the version of the prompt that was sent', async () => {
    await workbench.runCommand('Switchyard: Show Audit Trail');
    await (await panel.locator('.trail-row button')).first().click();
    await poll('the version', async () => /usual\+concise [\da-f]{8}/.test(await record()));
    const trail = await panel.locator('switchyard-trail');
    await poll('back in the chat', async () => {
      await workbench.page.keyboard.press('Escape');
      return (await trail.count()) === 0;
    });
  });

  test('follow the branch that is checked out, once it is known', async () => {
    expect(await ask('Hello')).toBe('first');
    await makeRepository(workbench.folders.workspace, { first: { 'notes.md': '# Notes\n' } }, {});
    await git(workbench.folders.workspace, 'checkout', '--quiet', '-b', 'release/1');
    await poll('the model of the branch', async () => (await ask('Hello again')) === 'second', 90_000);
    expect(await panel.routeDetails()).toContain('rule 2 avoids all that is one/*');
  });

  test('that are wrong are marked where they stand', async () => {
    await workbench.setWorkspaceSettings({ 'switchyard.rules': BAD });
    await workbench.runCommand('Preferences: Open Workspace Settings (JSON)');
    await workbench.page.locator('.monaco-editor .squiggly-warning').first().waitFor();
    await workbench.page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await workbench.page.locator('#status\\.problems').click();
    const problems = workbench.page.locator('.markers-panel .monaco-list-row');
    const said = () => textOf(problems);
    await poll('the rule that is hidden', async () =>
      /rule 2 can never match\. Rule 1 holds for all/i.test(await said()),
    );
    expect(await said()).toMatch(/gone\/model cannot be asked\. rule 2 names it, but there is no provider gone/i);
    await workbench.screenshot('rules-marked');
    await workbench.setWorkspaceSettings({ 'switchyard.rules': undefined });
    await poll('no mark is left', async () => (await problems.filter({ hasText: 'rule' }).count()) === 0);
  });
});
