import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PRESETS } from '../../src/providers/presets.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { filesWith } from './harness/filesWith.ts';
import { poll } from './harness/poll.ts';
import { probeAnswers } from './harness/probeAnswers.ts';
import { lastRequest, wordsOf } from './harness/simulated.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

const KEY = 'sk-end-to-end-7f3a9c2e51';
const names = Object.values(PRESETS.find(({ id }) => id === 'openai')?.models ?? {});
const QUESTION = 'Is marker-zebra-8841 a good name?';

describeEndToEnd('The first run', () => {
  let simulator: Simulator;
  let elsewhere: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    const models = Object.fromEntries(names.map((name) => [name, { text: 'It is a fine name.' }]));
    simulator = await startSimulator({ providers: { openai: { key: KEY, models } } });
    elsewhere = await startSimulator({ providers: { openai: { models } } });
    workbench = await Workbench.launch({ settings: atOrigin(simulator) });
    panel = new ChatPanel(workbench);
    await workbench.openSwitchyard();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
    await elsewhere?.close();
  });

  test('a new user is offered providers, and nothing to type into yet', async () => {
    const frame = await panel.frame();
    await frame.locator('switchyard-setup .setup-button').waitFor();
    expect(await frame.locator('switchyard-composer').count()).toBe(0);
    await frame.locator('.provider-picker').click();
    await workbench.audit('the list of providers is open');
    const offered = await frame.locator('.provider-picker vscode-option').allInnerTexts();
    expect(offered).toEqual(expect.arrayContaining(['OpenAI', 'DeepSeek', 'Ollama']));
    await frame.locator('.provider-picker vscode-option[value="deepseek"]').click();
    await frame.locator('.setup-button', { hasText: 'Set up DeepSeek' }).waitFor();
    await frame.locator('.provider-picker').click();
    await frame.locator('.provider-picker vscode-option[value="openai"]').click();
    await frame.locator('.setup-button', { hasText: 'Set up OpenAI' }).waitFor();
  });

  test("the key is asked for in the editor's own password box, and the panel's page never holds it", async () => {
    const frame = await panel.frame();
    await frame.evaluate(() => {
      const all: string[] = [];
      Object.assign(window, { heard: all });
      window.addEventListener('message', (event) => all.push(JSON.stringify(event.data)));
    });
    await frame.locator('.setup-button').click();
    expect(await workbench.quick.isPassword()).toBe(true);
    const asked = await workbench.quick.message();
    expect(asked).toContain('API key for OpenAI');
    expect(asked).toContain(new URL(simulator.url).origin);
    await workbench.quick.type(KEY);
    await frame.locator('switchyard-composer').waitFor();
    await frame.locator('.ready-line', { hasText: 'OpenAI is ready.' }).waitFor();
    await panel.keyboard();

    const heard = await frame.evaluate(() => (window as unknown as { heard: string[] }).heard.join('\n'));
    expect(heard).toContain('setup/state');
    expect(heard).not.toContain(KEY);
    expect(await frame.content()).not.toContain(KEY);
  });

  test('the first answer comes with that key', async () => {
    await panel.ask(QUESTION);
    await panel.answered(1);
    expect(await panel.text()).toContain('It is a fine name.');
    expect(lastRequest(simulator)?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(wordsOf(lastRequest(simulator))).toContain(QUESTION);
  });

  test('the key is in no file in plain text, and the question only in the chat itself and in the index of its words', async () => {
    for (const name of names) simulator.script('openai', name, probeAnswers);
    await workbench.runCommand('Switchyard: Test Providers');
    expect(await workbench.quick.message()).toContain('1 of 1 providers pass');
    await workbench.quick.cancel();
    await workbench.runCommand('Switchyard: Show Log');
    const logs = await poll('the log is written', async () => {
      const files = await filesWith(workbench.folders.userDataDir, 'test openai');
      return files.length > 0 && files;
    });
    expect(logs.map((path) => path.split('/').at(-1))).toEqual(['Switchyard.log']);
    expect(await filesWith(workbench.folders.root, KEY)).toEqual([]);
    const withQuestion = await filesWith(workbench.folders.root, 'marker-zebra-8841');
    const strange = withQuestion.filter(
      (path) => !/switchyard\.switchyard\/(?:chats\/[\w-]+\.json|history\.db(?:-wal)?)$/.test(path),
    );
    expect(strange).toEqual([]);
    expect(withQuestion.some((path) => path.endsWith('.json'))).toBe(true);
    const ledger = join(workbench.folders.userDataDir, 'User/globalStorage/switchyard.switchyard');
    expect(await readdir(ledger)).toContain('ledger.db');
    await workbench.runCommand('View: Toggle Panel Visibility');
  });

  test('the key outlives a reload of the window', async () => {
    await workbench.reload();
    await workbench.openSwitchyard();
    await panel.answered(1);
    const before = simulator.requests.length;
    await ask('Still there?');
    expect(simulator.requests.length).toBeGreaterThan(before);
    expect(lastRequest(simulator)?.headers.authorization).toBe(`Bearer ${KEY}`);
  });

  test('a provider that repeats the key in its error does not bring it before the user or into a file', async () => {
    const body = { error: { message: `Incorrect API key provided: ${KEY}.`, type: 'invalid_request_error' } };
    for (const name of names) simulator.script('openai', name, { status: 401, body });
    await workbench.runCommand('Switchyard: Test Providers');
    const result = await workbench.quick.message();
    await workbench.quick.cancel();
    await ask('And now?');
    await (await panel.part('.problem-card')).waitFor();
    const page = await (await panel.frame()).content();
    for (const name of names) simulator.script('openai', name, { text: 'Here again.' });

    expect(result).toContain('0 of 1 providers pass');
    expect({ inTheResult: result.includes(KEY), inThePanel: page.includes(KEY) }).toEqual({
      inTheResult: false,
      inThePanel: false,
    });
    expect(await filesWith(workbench.folders.root, KEY)).toEqual([]);
  });

  test('a provider whose address is changed to another origin gets no key: it is asked for anew', async () => {
    await workbench.setSettings(atOrigin(elsewhere));
    const before = simulator.requests.length;
    await ask('Who gets this?');
    expect(await textOf(await panel.part('.problem-card'))).toContain('No provider is set up yet.');
    await (await panel.part('.problem-card vscode-button', -1)).filter({ hasText: 'Add Provider' }).click();
    await workbench.quick.pick('OpenAI');
    expect(await workbench.quick.isPassword()).toBe(true);
    expect(await workbench.quick.message()).toContain(new URL(elsewhere.url).origin);
    await workbench.quick.cancel();
    expect(elsewhere.requests).toHaveLength(0);
    expect(simulator.requests).toHaveLength(before);
  });

  test('the key is there again at its own origin, until it is removed', async () => {
    await workbench.setSettings(atOrigin(simulator));
    await ask('Back home?');
    expect(wordsOf(lastRequest(simulator))).toContain('Back home?');
    await workbench.runCommand('Switchyard: Remove Key');
    await workbench.quick.pick('openai');
    await workbench.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Remove' }).click();
    await workbench.page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });
    const options = await panel.locator('.model-picker vscode-option');
    await poll('none of its models is offered', async () => !(await options.allTextContents()).join().includes('gpt'));
    const before = simulator.requests.length;
    await ask('And without?');
    expect(await textOf(await panel.part('.problem-card'))).toContain('No provider is set up yet.');
    expect(simulator.requests).toHaveLength(before);
    const settings = await readFile(join(workbench.folders.userDataDir, 'User/settings.json'), 'utf8');
    expect(settings).not.toContain(KEY);
  });

  /** Asks and waits until that answer is over; earlier tests may have left some. */
  async function ask(text: string): Promise<void> {
    const count = await (await panel.locator('switchyard-answer')).count();
    await panel.ask(text);
    await panel.answered(count + 1);
  }
});

/** A known provider at an address of the user's own, which is how proxies are set up; everything else comes from its preset. */
function atOrigin(simulator: Simulator): Record<string, unknown> {
  return { 'switchyard.providers': { openai: { baseUrl: simulator.baseUrl('openai') } } };
}
