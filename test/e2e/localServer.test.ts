import { execFileSync } from 'node:child_process';
import { env } from 'node:process';
import { OpenAI } from 'openai';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { Workbench } from './harness/workbench.ts';

describeEndToEnd('The local server', () => {
  let simulator: Simulator;
  let workbench: Workbench;

  beforeAll(async () => {
    simulator = await startSimulator({ providers: { first: { models: { m: { text: 'Hello from the editor.' } } } } });
    workbench = await Workbench.launch({
      settings: { ...simulatedSettings(simulator.baseUrl, ['first/m']), 'switchyard.routes': { default: ['first/m'] } },
    });
    await workbench.openSwitchyard();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  test('is off until it is started, answers who has its token, and counts with the window', async () => {
    expect(await workbench.quick.offers('Switchyard: Stop Local Server')).toBe(false);
    await workbench.runCommand('Switchyard: Start Local Server');
    const note = await workbench.notification('The local server answers programs on this machine at');
    const baseURL = /http:\/\/127\.0\.0\.1:\d+\/v1/.exec((await note.textContent()) ?? '')?.[0] as string;
    await workbench.screenshot('local-server');
    expect(await workbench.statusBarText('switchyard.switchyard.switchyard.server')).toContain(new URL(baseURL).host);
    await expect(new OpenAI({ baseURL, apiKey: 'another', maxRetries: 0 }).models.list()).rejects.toThrow(
      OpenAI.AuthenticationError,
    );
    await note.getByText('Copy Token').click();
    const clipboard = () => workbench.page.evaluate(() => navigator.clipboard.readText());
    await poll('the token on the clipboard', async () => /^[\w-]{43}$/.test(await clipboard()));
    const token = await clipboard();
    const client = new OpenAI({ baseURL, apiKey: token, maxRetries: 0 });
    const answer = await client.chat.completions.create({ model: 'auto', messages: [{ role: 'user', content: 'hi' }] });
    expect([answer.model, answer.choices[0]?.message.content]).toEqual(['first/m', 'Hello from the editor.']);
    // It costs what the window's own questions cost.
    await poll('the status bar counts it', async () => /\$0\.\d*[1-9]/.test(await workbench.tooltip()));
    // Everything the editor has written: its logs among it.
    const found = execFileSync('sh', ['-c', `grep -rlF -e "$TOKEN" "$FOLDER" || true`], {
      env: { ...env, TOKEN: token, FOLDER: workbench.folders.root },
      encoding: 'utf8',
    });
    expect(found).toBe('');
    await workbench.statusItem().click();
    expect(await workbench.quick.allLabels()).not.toContain('Start Local Server');
    await workbench.quick.pick('Stop Local Server');
    await poll('nobody listens any more', async () => {
      const failure = await client.models.list().then(
        () => undefined,
        (error: unknown) => error,
      );
      return failure instanceof OpenAI.APIConnectionError;
    });
    const item = workbench.statusItem('switchyard.switchyard.switchyard.server');
    await poll('its item is gone', async () => (await item.count()) === 0);
  });
});
