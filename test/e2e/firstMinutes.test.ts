import { afterAll, beforeAll, expect, test } from 'vitest';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { fakeOllama } from './harness/fakeOllama.ts';
import { poll } from './harness/poll.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

/** What docs/firstMinutes.md counts, in a profile in which nothing is set up; every step leaves a picture. */
describeEndToEnd('A new user’s first minutes', () => {
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    workbench = await Workbench.launch({ files: { 'pager.ts': 'export const pages = 3;\n' } });
    panel = new ChatPanel(workbench);
  });
  afterAll(() => workbench?.close());

  test('the status bar names it before anything is loaded, and its icon has a name', async () => {
    await poll('its words', async () => (await workbench.statusBarText()) === 'Switchyard: Add a provider');
    expect(await workbench.tooltip(workbench.activity('Switchyard'))).toContain('Switchyard');
    await workbench.screenshot('minutes-10-icon');
  });

  test('Check Setup lists one thing, and only what can be acted on', async () => {
    await workbench.runCommand('Switchyard: Check Setup');
    const rows = await workbench.quick.rows();
    await workbench.screenshot('minutes-11-check');
    expect(rows[0]).toEqual({
      label: 'No provider is set up yet',
      description: 'Add Provider',
      detail: 'Nothing can be asked until there is one.',
    });
    expect(rows.map(({ label }) => label)).not.toContain('Test Providers');
    expect(rows.every(({ description }) => description !== '')).toBe(true);
    await workbench.quick.cancel();
  });

  test('the settings page is in order and speaks of what there is', async () => {
    await workbench.runCommand('Switchyard: Open Settings');
    const titles = workbench.page.locator('.settings-editor .setting-item-label');
    await poll('the settings', async () => (await titles.count()) >= 4);
    const shown = (await titles.allInnerTexts()).map((title) => title.trim());
    await workbench.screenshot('minutes-12-settings');
    expect(shown.slice(0, 4).map((title) => title.split(/\s/).at(-1))).toEqual([
      'Providers',
      'Models',
      'Objective',
      'Routes',
    ]);
    expect(shown.join()).not.toMatch(/limits|policy/i);
    await titles.first().hover();
    await poll('the last setting', async () => {
      await workbench.page.mouse.wheel(0, 1000);
      return (await titles.allInnerTexts()).join().includes('Titles');
    });
    await workbench.screenshot('minutes-13-settings');
    await workbench.runCommand('View: Close All Editors');
  });

  test('a model server of this machine is used with one click, and what is offered follows the editor', async () => {
    const server = await fakeOllama();
    await workbench.openSwitchyard();
    const frame = await panel.frame();
    await workbench.screenshot('minutes-14-welcome');
    if (server === undefined) return;
    // The panel's own look is short: on a busy machine Check Setup, which waits longer, finds it for the panel.
    await workbench.runCommand('Switchyard: Check Setup');
    await workbench.quick.settled();
    await workbench.quick.cancel();
    await frame.locator('.use-server', { hasText: 'Use Ollama' }).click();
    await frame.locator('.ready-line', { hasText: 'Ollama is ready.' }).waitFor();
    await panel.keyboard();
    server.close();
    await workbench.screenshot('minutes-15-ollama');
    const welcome = frame.locator('.welcome');
    expect(await textOf(welcome)).toContain('open a file to ask about it');
    expect(await frame.locator('.add-chip').count()).toBe(0);
    await workbench.runCommand('Go to File...');
    await workbench.quick.find('pager.ts');
    await frame.locator('.example', { hasText: 'Explain how this file works' }).waitFor();
    await workbench.screenshot('minutes-16-file');
    await workbench.runCommand('View: Close All Editors');
    await poll('no file any more', async () => !(await textOf(welcome)).includes('this file'));
    await workbench.statusItem().click();
    await workbench.screenshot('minutes-17-menu');
    const rows = await workbench.quick.allLabels();
    expect(rows).toContain('Add Provider or Change Key');
    // Nothing was asked yet.
    expect(rows).not.toContain('Show Route of Last Answer');
    await workbench.quick.cancel();
  });
});
