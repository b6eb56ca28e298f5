import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { TextEditor } from './harness/textEditor.ts';
import { Workbench } from './harness/workbench.ts';

const KEY = 'sk-literal-key-of-the-team-0123456789';

describeEndToEnd('Bringing what one has', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;
  let editor: TextEditor;

  beforeAll(async () => {
    const models = { big: { text: 'Brought from LiteLLM.' }, small: {} };
    simulator = await startSimulator({ providers: { team: { key: KEY, models } } });
    workbench = await Workbench.launch({
      files: {
        'litellm.yaml': `model_list:
  - model_name: default
    litellm_params: { model: openai/big, api_base: "${simulator.baseUrl('team')}", api_key: ${KEY} }
  - model_name: default
    litellm_params: { model: openai/small, api_base: "${simulator.baseUrl('team')}", api_key: ${KEY} }
router_settings: { num_retries: 1, routing_strategy: latency-based-routing }
`,
        'broken.yaml': 'model_list: [',
      },
    });
    panel = new ChatPanel(workbench);
    editor = new TextEditor(workbench);
    await workbench.openSwitchyard();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  const file = (name: string) => join(workbench.folders.workspace, name);
  const userSettings = () => readFile(join(workbench.folders.userDataDir, 'User', 'settings.json'), 'utf8');

  async function importFile(name: string): Promise<void> {
    await workbench.runCommand('Switchyard: Import Settings…');
    await workbench.quick.pick('A file of LiteLLM or Continue…');
    await workbench.quick.typePath(file(name));
  }

  test('a file that cannot be read is refused in a sentence, and nothing changes', async () => {
    const before = await userSettings();
    await importFile('broken.yaml');
    await workbench.notification(/Nothing was imported: /);
    expect(await userSettings()).toBe(before);
  });

  test('a LiteLLM file is shown first, set up when it is accepted, and answers at once', async () => {
    await importFile('litellm.yaml');
    const labels = await workbench.quick.labels();
    expect(labels.join(' ')).toMatch(/\/big .*\/small default retryServerErrorOnce/);
    await workbench.screenshot('bring-litellm');
    await workbench.quick.accept();
    await workbench.quick.pick('This workspace');
    const report = await editor.text(/Imported settings/);
    expect(report).toContain('routing_strategy');
    expect(report).not.toContain(KEY);
    expect(await userSettings()).not.toContain(KEY);
    expect(await readFile(file('.vscode/settings.json'), 'utf8')).toContain('switchyard.routes');
    await panel.ask('hello');
    await panel.answered(1);
    expect(simulator.requests.map(({ model }) => model)).toEqual(['big']);
  });

  test('the routing goes out as a LiteLLM configuration, without keys', async () => {
    await workbench.runCommand('Switchyard: Export as LiteLLM Config');
    const yaml = await editor.text(/Untitled/);
    expect(yaml).toContain('model_list:');
    expect(yaml).toContain('os.environ/');
    expect(yaml).not.toContain(KEY);
  });

  test('a pasted key is recognised by its form', async () => {
    await workbench.runCommand('Switchyard: Import Settings…');
    await workbench.quick.pick('A key to paste');
    await workbench.quick.type('sk-or-v1-0123456789abcdef0123456789abcdef');
    expect((await workbench.quick.labels()).join(' ')).toMatch(/openrouter/i);
    await workbench.quick.accept();
    expect(await editor.text(/Imported settings/)).toMatch(/openrouter/i);
  });
});
