import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { dragRows } from './harness/dragRows.ts';
import { poll } from './harness/poll.ts';
import { lastRequest, simulatedSettings, wordsOf } from './harness/simulated.ts';
import { Workbench } from './harness/workbench.ts';

const FILES = {
  'notes.md': 'Buy milk.\n',
  'plan.md': 'Sell cows.\n',
  'web/pager.ts': 'export const page = 1;\n',
};

describeEndToEnd('What is dragged from the explorer with Shift held', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({ providers: { sim: { models: { small: {} } } } });
    workbench = await Workbench.launch({ files: FILES, settings: simulatedSettings(simulator.baseUrl, ['sim/small']) });
    panel = new ChatPanel(workbench);
    await workbench.runCommand('Switchyard: Open Chat in Editor');
    await panel.input();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  const chipsAre = (...expected: string[]) =>
    poll(`the chips ${expected.join(', ')}`, async () => (await panel.chips()).sort().join() === expected.join());

  test('is attached: one file, several that are selected, a folder', async () => {
    const composer = await panel.input();
    await dragRows(workbench, ['notes.md'], composer, async () => {
      await (await panel.locator('.drop-overlay')).waitFor();
      await workbench.screenshot('explorer-drag');
    });
    await chipsAre('notes.md');
    await dragRows(workbench, ['web'], composer);
    await chipsAre('notes.md', 'web/');
    await workbench.screenshot('explorer-dropped');
    await panel.askAndWait('What is it?');
    const sent = wordsOf(lastRequest(simulator));
    expect(sent).toContain('Buy milk.');
    expect(sent).toContain('export const page = 1;');
    await panel.newChat();
    await dragRows(workbench, ['notes.md', 'plan.md', 'web'], composer);
    await chipsAre('notes.md', 'plan.md', 'web/');
    // The chat is still the tab that is shown: nothing was opened.
    expect(await workbench.page.locator('.tabs-container .tab').count()).toBe(1);
  });
});
