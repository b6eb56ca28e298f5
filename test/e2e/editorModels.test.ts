import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { type HostRun, runInExtensionHost } from './harness/extensionHost.ts';
import { poll } from './harness/poll.ts';
import { Workbench } from './harness/workbench.ts';

/** Another extension that offers models. */
const OTHER = fileURLToPath(new URL('./inHost/otherModels', import.meta.url));

const finish = { type: 'finish', reason: 'stop' };

describeEndToEnd("The editor's own models", () => {
  let run: HostRun;
  const fact = (name: string) => (run.results[0] as Record<string, unknown> | undefined)?.[name];

  beforeAll(async () => {
    run = await runInExtensionHost({
      entry: fileURLToPath(new URL('./inHost/askEditorModels.ts', import.meta.url)),
      beside: OTHER,
    });
  });

  test('are those of other extensions, with their windows, and never our own', () => {
    expect(run.exitCode, run.output.join('\n')).toBe(0);
    expect(fact('models')).toEqual(
      ['echo', 'broken', 'slow'].map((id) => ({
        name: `other/${id}`,
        label: `Other ${id}`,
        entry: { contextWindow: 32_000 },
      })),
    );
    expect(fact('own')).toEqual(['modelNotFound: no extension offers the model switchyard/echo in this editor']);
  });

  test('answer with everything they were sent', () => {
    expect(fact('answer')).toEqual([
      { type: 'text', delta: 'Other says: ' },
      { type: 'text', delta: expect.stringMatching(/^Be kind\. \| Hi \| image\/png/) },
      finish,
    ]);
  });

  test('call tools', () => {
    expect(fact('toolCall')).toEqual([
      { type: 'toolCall', index: 0, id: 'call-1', name: 'report', argumentsDelta: '{"ok":true}' },
      finish,
    ]);
  });

  test('fail with a kind and one line', () => {
    expect(fact('broken')).toEqual(['rateLimit: Rate limit exceeded']);
    expect(fact('unknown')).toEqual(['modelNotFound: no extension offers the model other/nothing in this editor']);
  });

  test('stop when they are told to', () => {
    expect((fact('stopped') as unknown[]).filter((event) => (event as { type?: string }).type === 'text')).toEqual([]);
  });

  test('ask for consent only in answer to what the user does', () => {
    expect(fact('withoutConsent')).toEqual([
      'auth: you have not yet allowed Switchyard to use Other echo: ask it once in the chat',
    ]);
    expect(fact('consentByUser')).toEqual(finish);
  });
});

describeEndToEnd("The editor's own models in the panel", () => {
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    workbench = await Workbench.launch({ beside: OTHER });
    panel = new ChatPanel(workbench);
    await workbench.openSwitchyard();
  });
  afterAll(() => workbench?.close());

  test('are ticked like those of any provider, without a key, and answer', async () => {
    const { quick } = workbench;
    await workbench.runCommand('Switchyard: Add Provider or Change Key');
    await quick.find("This editor's models");
    expect(await quick.isPassword()).toBe(false);
    expect(await quick.rows()).toEqual(
      ['echo', 'broken', 'slow'].map((id) => ({
        ...{ label: `other/${id}`, description: `Other ${id}`, detail: 'price unknown · 32K tokens' },
      })),
    );
    await quick.toggle('other/echo');
    await quick.toggle('other/broken');
    await quick.accept();
    await panel.input();
    await panel.choose('other/echo');
    await panel.askAndWait('Hello there');
    expect(await panel.text()).toMatch(/^Other says: .*\| Hello there$/s);
  });

  test('cost what nobody knows, or about what their price says: their tokens are estimated', async () => {
    expect(await panel.routeLine()).toContain('cost unknown');
    expect(await workbench.statusBarText()).toBe('other/echo · $0.00 + ?');
    await workbench.setSettings({
      'switchyard.models': { 'editor/other/echo': { price: { input: 1, output: 4 } }, 'editor/other/broken': {} },
    });
    await panel.askAndWait('Hello again');
    expect(await panel.routeLine()).toMatch(/≈\$0\.000\d/);
    expect(await panel.routeDetails()).toContain('partly from estimated tokens');
  });

  test('that fail are told like any other', async () => {
    await panel.choose('other/broken');
    await panel.askAndWait('Hello there');
    expect(await panel.problem()).toMatchObject({
      title: 'editor/other/broken takes no more requests for now.',
      detail: 'Rate limit exceeded',
    });
  });

  test('pass the test of providers', async () => {
    const { quick } = workbench;
    await workbench.runCommand('Switchyard: Test Providers');
    await poll('the result', async () => /^1 of 1 providers pass/.test(await quick.message()));
    expect((await quick.rows())[0]?.detail).toMatch(
      /^lists 3 models · answered in \d+ ms, .* · works: other languages$/,
    );
    await quick.cancel();
  });
});
