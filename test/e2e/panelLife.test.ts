import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { filesWith } from './harness/filesWith.ts';
import { killExtensionHosts } from './harness/killExtensionHosts.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings, wordsOf } from './harness/simulated.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

/** `word1 word2 … word80`: a missing, doubled or swapped piece shows. */
const COUNTED = Array.from({ length: 80 }, (_, index) => `word${index + 1}`).join(' ');

describeEndToEnd('The panel', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({ providers: { sim: { models: { small: {} } } } });
    workbench = await Workbench.launch({ settings: simulatedSettings(simulator.baseUrl, ['sim/small']) });
    panel = new ChatPanel(workbench);
    await workbench.openSwitchyard();
    await panel.input();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });
  beforeEach(async () => {
    await workbench.openSwitchyard();
    if ((await (await panel.locator('switchyard-answer')).count()) > 0) await panel.newChat();
  });

  test('that is hidden while an answer streams goes on, and is whole when it is shown again', async () => {
    simulator.script('sim', 'small', { text: COUNTED, tokensPerSecond: 15 });
    await panel.ask('Count');
    await panel.waitForText(/word3/);
    const before = await panel.frame();
    await (await panel.input()).fill('a draft');
    await workbench.openView(/Explorer/);
    // Without retainContextWhenHidden the page is gone while its view is hidden.
    await poll('the page is destroyed', () => before.isDetached());
    const sent = simulator.requests.at(-1)?.tokensSent ?? 0;
    await poll('the answer goes on meanwhile', () => (simulator.requests.at(-1)?.tokensSent ?? 0) > sent + 10);
    await workbench.openSwitchyard();
    const back = await panel.waitForText(/word20/);
    expect(COUNTED.startsWith(back.trim())).toBe(true);
    expect(await (await panel.input()).inputValue()).toBe('a draft');
    await panel.answered(1);
    expect((await panel.text()).trim()).toBe(COUNTED);
    expect(simulator.requests.at(-1)?.closedByClientAt).toBeUndefined();
  });

  test('that was hidden until the answer was finished shows all of it, with its route', async () => {
    simulator.script('sim', 'small', { text: COUNTED, tokensPerSecond: 300, firstTokenMs: 300 });
    await panel.ask('Count again');
    await (await panel.part('.route-model')).waitFor();
    await workbench.openView(/Explorer/);
    await poll(
      'the answer is finished',
      async () => !(await workbench.statusItem().locator('.codicon-loading').count()),
    );
    await workbench.openSwitchyard();
    await panel.answered(1);
    expect((await panel.text()).trim()).toBe(COUNTED);
    expect(await panel.routeLine()).toContain('small');
  });

  test('shows a chat again after the window was reloaded', async () => {
    simulator.script('sim', 'small', { text: COUNTED });
    await panel.ask('The first question');
    await panel.answered(1);
    await panel.ask('The second question');
    await panel.answered(2);
    const before = await textOf(await panel.locator('.message-list'));
    await workbench.reload();
    await workbench.openSwitchyard();
    await panel.answered(2);
    expect((await panel.text()).trim()).toBe(COUNTED);
    expect(await textOf(await panel.locator('.message-list'))).toBe(before);
    await panel.ask('The third question');
    await panel.answered(3);
    expect(wordsOf(simulator.requests.at(-1))).toContain('The first question');
  });

  test('marks an answer that a reload has interrupted, keeps its words, and goes on from there', async () => {
    simulator.script('sim', 'small', { text: COUNTED, tokensPerSecond: 40 });
    const index = simulator.requests.length;
    await panel.ask('Count slowly');
    const seen = await panel.waitForText(/word8/);
    await workbench.reload();
    await simulator.waitForHangUp(index, 10_000);
    await workbench.openSwitchyard();
    await panel.answered(1);
    expect(await textOf(await panel.part('.ending-note'))).toContain('Interrupted');
    const kept = (await panel.text()).trim();
    expect(COUNTED.startsWith(kept)).toBe(true);
    expect(kept.length).toBeGreaterThanOrEqual(seen.trim().length - 'word '.length * 5);
    await (await panel.button('Send (Enter)')).waitFor();
    simulator.script('sim', 'small', { text: 'Here I am.' });
    await panel.ask('And now?');
    await panel.answered(2);
    expect((await panel.text()).trim()).toBe('Here I am.');
  });

  test('of a second window has a chat of its own: neither overwrites the other, and both pay into one ledger', async () => {
    simulator.script('sim', 'small', { text: 'Yes.' });
    await panel.ask('Asked before the second window');
    await panel.answered(1);
    const second = await workbench.secondWindow();
    try {
      const other = new ChatPanel(second);
      await second.openSwitchyard();
      await other.ask('From the second window');
      await panel.ask('From the first window');
      await panel.answered(2);
      await other.ask('Once more from the second window');
      await poll('it is answered', async () => (await (await other.locator('.answer-footer')).count()) >= 2);
      const tooltip = (await second.tooltip()).replace(/\s+/g, ' ');
      expect(tooltip).toMatch(/This session \$[\d.]+ Today \$[\d.]+/);
      const [, session, today] = /This session \$([\d.]+) Today \$([\d.]+)/.exec(tooltip) ?? [];
      expect(Number(today)).toBeGreaterThan(Number(session));
    } finally {
      await second.page.close();
    }
    await workbench.reload();
    await workbench.openSwitchyard();
    await panel.answered(2);
    expect(await (await panel.locator('.user-text')).allInnerTexts()).toEqual([
      'Asked before the second window',
      'From the first window',
    ]);
    const onDisk = await chatsOnDisk();
    const holding = (words: string) => onDisk.filter((chat) => chat.includes(words)).length;
    expect([holding('From the first window'), holding('Once more from the second window')]).toEqual([1, 1]);
    expect(onDisk.filter((chat) => chat.includes('From the first') && chat.includes('From the second'))).toEqual([]);
  });

  test('need not be opened for the tooltip to know what was spent and asked before', async () => {
    await workbench.openView(/Explorer/);
    await workbench.reload();
    await poll('the ledger was read', async () => /This month/.test(await workbench.tooltip()));
    const tooltip = (await workbench.tooltip()).replace(/\s+/g, ' ');
    expect(tooltip).toMatch(/This session \$0\.00 Today \$0\.[0-9]*[1-9]/);
    expect(tooltip).toMatch(/Last route: \w+ → sim\/small/);
    await workbench.openSwitchyard();
    await panel.input();
  });

  test('leaves no unfinished files behind', async () => {
    const storage = join(workbench.folders.userDataDir, 'User');
    const [one = ''] = await filesWith(storage, 'Asked before the second window');
    expect(one).toContain('/chats/');
    expect((await readdir(join(one, '..'))).filter((name) => !name.endsWith('.json'))).toEqual([]);
  });

  test('goes on with an answer whose window was killed, and knows what both parts have cost', async () => {
    // Words that no other chat's file has.
    const counted = COUNTED.replaceAll('word', 'count');
    simulator.script('sim', 'small', [{ text: counted, tokensPerSecond: 10 }, { text: 'and that was all.' }]);
    await panel.ask('Count until you are killed');
    await panel.waitForText(/count8/);
    const kept = () => filesWith(workbench.folders.userDataDir, 'count6');
    await poll('some of it is on disk', async () => (await kept()).some((path) => path.endsWith('.json')));
    expect(await killExtensionHosts(workbench.editor)).toBeGreaterThan(0);
    await workbench.reload();
    await workbench.openSwitchyard();
    await panel.answered(1);
    expect(await textOf(await panel.part('.ending-note'))).toContain('Interrupted');
    // It is in the ledger before anything is asked.
    await poll('what it had cost', async () => /small · .* · ≈\$0\.\d+/.test(await panel.routeLine()));
    expect((await workbench.tooltip()).replace(/\s+/g, ' ')).toMatch(/This session \$0\.0*[1-9]/);
    await (await panel.part('.answer-ways vscode-button')).filter({ hasText: 'Continue' }).click();
    await panel.waitForText(/and that was all\./);
    await panel.answered(1);
    expect(await panel.routeLine()).toMatch(/small · .* · ≈\$0\.\d+/);
    expect(await panel.routeDetails()).not.toMatch(/unknown/i);
    await workbench.screenshot('panel-continued-after-kill');
    const tooltip = (await workbench.tooltip()).replace(/\s+/g, ' ');
    const [, session] = /This session \$([\d.]+)/.exec(tooltip) ?? [];
    const [, cost] = /≈\$([\d.]+)/.exec(await panel.routeLine()) ?? [];
    // The tooltip rounds to a hundred-thousandth.
    expect(Math.abs(Number(session) - Number(cost))).toBeLessThan(0.000_006);
  });

  async function chatsOnDisk(): Promise<string[]> {
    const storage = join(workbench.folders.userDataDir, 'User');
    const files = (await filesWith(storage, '"turns"')).filter((path) => /\/chats\/[^/]+\.json$/.test(path));
    return Promise.all(files.map((path) => readFile(path, 'utf8')));
  }
});
