import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PRESETS } from '../../src/providers/presets.ts';
import { closedPort } from '../simulator/closedPort.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

const KEY = 'the-right-key';

/** The default models of known vendors, all behind one key. */
function vendors(...ids: string[]) {
  const provider = (id: string) => {
    const names = Object.values(PRESETS.find((preset) => preset.id === id)?.models ?? {});
    return { key: KEY, models: Object.fromEntries(names.map((name) => [name, { text: 'Here I am.' }])) };
  };
  return Object.fromEntries(ids.map((id) => [id, provider(id)]));
}

describeEndToEnd('Adding a provider', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({ providers: vendors('openai', 'google') });
    workbench = await Workbench.launch({
      settings: {
        'switchyard.providers': {
          openai: { baseUrl: simulator.baseUrl('openai') },
          google: { baseUrl: simulator.baseUrl('google', 'gemini') },
          deepseek: { baseUrl: `http://127.0.0.1:${await closedPort()}/v1` },
        },
      },
    });
    panel = new ChatPanel(workbench);
    await workbench.openSwitchyard();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  test('before any provider the status bar says what to do, and does it', async () => {
    await poll('its words', async () => (await workbench.statusBarText()) === 'Switchyard: Add a provider');
    await workbench.screenshot('minutes-1-first');
    await workbench.statusItem().click();
    expect(await workbench.quick.message()).toContain('Add Provider or Change Key');
    await workbench.quick.cancel();
  });

  test('a wrong key is told below the box, which keeps it; nothing of it is kept after Escape', async () => {
    const { quick } = workbench;
    await begin('OpenAI');
    await quick.type('wrong-key');
    await said('OpenAI does not accept this key: Incorrect API key');
    await workbench.screenshot('minutes-2-wrong-key');
    expect(await quick.value()).toBe('wrong-key');
    expect(await quick.isPassword()).toBe(true);
    await quick.accept();
    await said('OpenAI does not accept this key: Incorrect API key');
    await quick.cancel();
    await (await panel.frame()).locator('switchyard-setup').waitFor();
    await workbench.runCommand('Switchyard: Remove Key');
    await workbench.notification('No keys are kept.');
  });

  test('where nobody answers, the key is kept when it is entered again', async () => {
    const { quick } = workbench;
    await begin('DeepSeek');
    await quick.type(KEY);
    await said('The key could not be checked');
    await workbench.screenshot('minutes-3-offline');
    expect(await quick.message()).toContain('Press Enter again to keep it.');
    await quick.accept();
    await quick.widget.waitFor({ state: 'hidden' });
    await workbench.notification('The key of DeepSeek is kept, but was not checked.');
    const options = await panel.locator('.model-picker vscode-option');
    await poll('its models are offered', async () =>
      (await options.allTextContents()).join().includes('deepseek-flash'),
    );
  });

  test('the right key makes it ready: the panel says so in a line, and the question can be typed at once', async () => {
    const { quick, page } = workbench;
    await begin('OpenAI');
    await quick.type('wrong-key');
    await said('OpenAI does not accept this key');
    await quick.type(KEY);
    await quick.widget.waitFor({ state: 'hidden' });
    const frame = await panel.frame();
    await poll('the line', async () =>
      (await textOf(frame.locator('.welcome'))).includes('OpenAI and DeepSeek are ready'),
    );
    await panel.keyboard();
    await workbench.screenshot('minutes-4-ready');
    await page.keyboard.type('Are you there?');
    await page.keyboard.press('Enter');
    await panel.answered(1);
    expect(await workbench.statusBarText()).toMatch(/^Auto · /);

    expect(await panel.routeLine()).toMatch(/gpt-6-luna · (?:succeeds|got|is) /);
    const details = await panel.routeDetails();
    await workbench.screenshot('minutes-7-route');
    expect(details).toMatch(/^Why Question, simple: gpt-6-luna (?:succeeds|got|is) .*, the next better one/);
    expect(details).not.toMatch(/tier|strategy|objective|balanced/);
    await (await panel.part('.route-line')).click();
  });

  test('another provider is added from the model picker, and a file of settings stays as it was', async () => {
    const picker = await panel.locator('.model-picker');
    await picker.click();
    await workbench.screenshot('minutes-5-picker');
    expect((await picker.locator('vscode-option').allInnerTexts()).at(-1)?.trim()).toBe('Add Provider…');
    await picker.locator('vscode-option').last().click();
    await workbench.quick.find('Google Gemini');
    expect(await workbench.quick.message()).toContain('API key for Google Gemini');
    await workbench.quick.type(KEY);
    await workbench.quick.widget.waitFor({ state: 'hidden' });
    await poll('its models are offered', async () => /gemini/.test((await picker.allTextContents()).join()));
    expect((await textOf(picker.locator('[slot="selected-value"]'))).trim()).toBe('Auto');
    const settings = await readFile(join(workbench.folders.userDataDir, 'User/settings.json'), 'utf8');
    expect(settings).not.toContain(KEY);
    // The composer gets the keyboard at the end, which would close a box that is opened before.
    await panel.keyboard();
  });

  test('a server of this machine that does not answer is told in the box of its address', async () => {
    const { quick } = workbench;
    await workbench.runCommand('Switchyard: Add Provider or Change Key');
    await quick.find('vLLM');
    await quick.type(`http://127.0.0.1:${await closedPort()}/v1`);
    await said('vLLM cannot be asked: nothing answers at its address (connection refused).');
    await workbench.screenshot('minutes-6-no-server');
    await quick.cancel();
    const settings = await readFile(join(workbench.folders.userDataDir, 'User/settings.json'), 'utf8');
    expect(settings).not.toContain('vllm');
  });

  /** Opens the box for a provider's key. */
  async function begin(provider: string): Promise<void> {
    await workbench.runCommand('Switchyard: Add Provider or Change Key');
    await workbench.quick.find(provider);
    await workbench.quick.widget.filter({ hasText: `API key for ${provider}` }).waitFor();
  }

  /** Waits until the box says this. */
  async function said(words: string): Promise<void> {
    await poll(`the box says "${words}"`, async () => (await workbench.quick.message()).includes(words));
  }
});
