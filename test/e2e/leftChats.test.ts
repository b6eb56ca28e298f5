import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { filesWith } from './harness/filesWith.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings, wordsOf } from './harness/simulated.ts';
import { Workbench } from './harness/workbench.ts';

const COUNTED = Array.from({ length: 60 }, (_, n) => `word${n}`).join(' ');

describeEndToEnd('A chat that is left while it is answered', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: {
        sim: { models: { large: {} } },
        thrifty: { models: { small: {} } },
        other: { models: { free: {} } },
      },
    });
    const settings = simulatedSettings(simulator.baseUrl, ['sim/large', 'thrifty/small', 'other/free']);
    const price = (usd: number) => ({ price: { input: usd, output: usd }, contextWindow: 128_000 });
    workbench = await Workbench.launch({
      settings: {
        ...settings,
        'switchyard.models': { 'sim/large': price(4), 'thrifty/small': price(1), 'other/free': price(0) },
        'switchyard.routes': { default: ['sim/large', 'thrifty/small'] },
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

  const row = async (title: string): Promise<Locator> =>
    (await panel.locator('.history-row')).filter({ hasText: title }).first();
  const openList = () => workbench.page.locator('.part.sidebar .title-actions a[aria-label*="Show Chats"]').click();
  const cost = async () => Number(/\$([\d.]+)/.exec((await workbench.statusItem().textContent()) ?? '')?.[1] ?? 0);
  const to = (model: string) => simulator.requests.filter((one) => one.model === model);

  /** The ledger's rows of a source, the newest last. */
  function ledger(source: string) {
    const file = join(workbench.folders.userDataDir, 'User', 'globalStorage', 'switchyard.switchyard', 'ledger.db');
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const rows = database.prepare('SELECT * FROM attempts WHERE source = ? ORDER BY id').all(source);
      return rows.map(({ model, outcome, cost_nano: costNano }) => ({ model, outcome, costNano }));
    } finally {
      database.close();
    }
  }

  test('goes on behind a new chat to its end and through what waits in it, seen in the list and paid for', async () => {
    simulator.script('sim', 'large', [
      { text: COUNTED, tokensPerSecond: 20 },
      { text: 'Once more, slowly and at length.', tokensPerSecond: 4 },
      { text: 'Meanwhile.' },
    ]);
    await panel.ask('Count for a while');
    await panel.waitForText(/word3/);
    await panel.ask('And again');
    await (await panel.locator('.queued')).waitFor();
    const paid = await cost();
    await panel.newChat();
    await openList();
    await (await row('Count for a while')).locator('vscode-progress-ring').waitFor();
    await workbench.screenshot('left-chat-busy');
    await workbench.page.keyboard.press('Escape');
    await poll('what waited is asked', async () => to('large').length === 2, 20_000);
    expect(wordsOf(to('large')[1])).toContain(COUNTED);
    await panel.ask('Something else');
    await panel.waitForText(/Meanwhile\./);
    expect(await (await panel.locator('switchyard-answer')).count()).toBe(1);
    await openList();
    await (await row('Count for a while')).locator('.history-main').click();
    await panel.answered(2);
    expect(await panel.text(0)).toContain('word59');
    expect(await panel.text(1)).toContain('at length.');
    expect(simulator.requests.map(({ closedByClientAt }) => closedByClientAt)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    await poll('it is paid for', async () => (await cost()) > paid);
  });

  test('is named by the cheapest model that may read it, and what the user calls it stays', async () => {
    await workbench.setSettings({ 'switchyard.titles': 'model' });
    const before = simulator.requests.length;
    simulator.script('sim', 'large', [{ text: COUNTED, tokensPerSecond: 40 }, { text: 'Yes.' }, { text: 'Yes.' }]);
    simulator.script('thrifty', 'small', [
      { text: '"Counting Words"' },
      { text: 'A Title Too Late', firstTokenMs: 3000 },
      { status: 500 },
    ]);
    await panel.newChat();
    await panel.ask('Name as many words as you can');
    await panel.waitForText(/word3/);
    await panel.newChat();
    await openList();
    await (await row('Counting Words')).waitFor({ timeout: 20_000 });
    await workbench.screenshot('left-chat-titled');
    expect(simulator.requests.slice(before).map(({ model }) => model)).toEqual(['large', 'small']);
    const asked = wordsOf(to('small')[0]);
    expect(asked).toContain('Name as many words as you can');
    expect(asked.length).toBeLessThan(3000);
    expect(ledger('title')).toEqual([{ model: 'thrifty/small', outcome: 'ok', costNano: expect.any(Number) }]);
    await workbench.page.keyboard.press('Escape');
    await panel.askAndWait('Is it mine?');
    await poll('a title is asked for', async () => to('small').length === 2);
    await openList();
    await (await row('Is it mine?')).locator('.history-main').focus();
    await workbench.page.keyboard.press('F2');
    await (await panel.locator('.history-name-input')).fill('Mine it is');
    await (await panel.locator('.history-name-input')).press('Enter');
    await poll('the title came', async () => ledger('title').length === 2);
    expect(await (await row('Mine it is')).count()).toBe(1);
    expect(await filesWith(workbench.folders.userDataDir, 'A Title Too Late')).toEqual([]);
  });

  test('is called by its first line where nobody writes a title, without a word of it', async () => {
    simulator.script('sim', 'large', [{ text: 'Yes.' }, { status: 500 }]);
    simulator.script('thrifty', 'small', { status: 500 });
    await workbench.page.keyboard.press('Escape');
    await panel.newChat();
    await panel.askAndWait('Does it fail?');
    await poll('both have failed', async () => ledger('title').slice(2).length === 2, 20_000);
    expect(await (await panel.locator('.problem-card')).count()).toBe(0);
    expect(await workbench.page.locator('.notification-toast').count()).toBe(0);
    await openList();
    await (await row('Does it fail?')).waitFor();
    expect(to('free')).toEqual([]);
  });
});
