import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { countNotices } from './harness/countNotices.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { lastRequest, simulatedSettings } from './harness/simulated.ts';
import { Workbench } from './harness/workbench.ts';

/** At 4 US$ a million tokens of output an answer costs about a cent: 2,500 tokens. */
const LONG = 'Some words of an answer that costs about a cent. '.repeat(180);
const BUDGET = { dailyUsd: 0.025, warnAt: 0.5 };

describeEndToEnd('A budget', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  const background = () =>
    workbench.statusItem().evaluate((item) => [...item.classList].filter((name) => name.endsWith('-kind')).join());

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: {
        one: { models: { paid: { text: LONG } } },
        two: { models: { free: { text: 'It is free.' } } },
        new: { models: { unpriced: { text: 'It has a price now.' }, secret: {} } },
      },
    });
    const settings = simulatedSettings((id) => simulator.baseUrl(id), ['one/paid', 'two/free', 'new/unpriced']);
    const models = settings['switchyard.models'] as Record<string, object>;
    workbench = await Workbench.launch({
      settings: {
        ...settings,
        'switchyard.models': {
          ...models,
          'two/free': { ...models['two/free'], price: { input: 0, output: 0 } },
          'new/unpriced': { contextWindow: 128_000 },
          'new/secret': { contextWindow: 128_000 },
        },
        'switchyard.routes': { default: ['one/paid'] },
        'switchyard.budget': BUDGET,
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

  test('says in the tooltip what is spent of it', async () => {
    await panel.askAndWait('Hello there');
    expect(await workbench.tooltip()).toMatch(/Today\s*\$0\.0\d+ of \$0\.025/);
    expect(await background()).toBe('');
  });

  test('colours the status bar and tells once when it comes near its end', async () => {
    await panel.askAndWait('Hello once more');
    const notice = await workbench.notification(/Switchyard has spent \$0\.0\d+ of \$0\.025/);
    expect(await notice.textContent()).toContain("today's budget");
    await poll('its colour', async () => (await background()) === 'warning-kind');
    await workbench.screenshot('budget-1-warned');
  });

  test('sends nothing beyond it, and says which limit it is', async () => {
    const before = simulator.requests.length;
    await panel.ask('And a third time');
    await panel.answered(3);
    const { title, detail, actions } = await panel.problem();
    expect(title).toBe('The budget does not allow this.');
    expect(detail).toMatch(
      /^This could cost \$0\.0\d+; today's budget is \$0\.025, of which \$0\.0\d+ is spent\. It begins anew tomorrow\.$/,
    );
    expect(actions).toEqual(['Open Budget', 'Choose Model', 'Try Again', 'New Chat']);
    expect(simulator.requests.length).toBe(before);
    await poll('its colour', async () => (await background()) === 'error-kind');
    await workbench.screenshot('budget-2-refused');
    expect(await countNotices(workbench, 'Switchyard has spent')).toBe(1);
  });

  test('is shared with a second window', async () => {
    const second = await workbench.secondWindow();
    await second.openSwitchyard();
    const other = new ChatPanel(second);
    await other.input();
    await other.newChat();
    // In a new chat what is left is just enough to begin with.
    await other.askAndWait('From another window');
    expect((await other.problem()).title).toBe('Stopped at the budget.');
    const before = simulator.requests.length;
    await other.askAndWait('And again');
    expect((await other.problem()).title).toBe('The budget does not allow this.');
    expect(simulator.requests.length).toBe(before);
    // The first window has told of this limit.
    expect(await countNotices(second, 'Switchyard has spent')).toBe(0);
    await second.page.close();
  });

  test('cannot be loosened by a workspace, which is told so', async () => {
    await workbench.setWorkspaceSettings({ 'switchyard.budget': { dailyUsd: 1000 } });
    await workbench.notification(/switchyard\.budget\.dailyUsd: a workspace can only tighten the budget/);
    await workbench.screenshot('budget-3-workspace');
    const before = simulator.requests.length;
    await (await panel.part('.problem-card vscode-button')).filter({ hasText: 'Try Again' }).click();
    // What the other window has spent counts by now.
    await poll('the refusal', async () => /of which \$0\.025 is spent/.test((await panel.problem()).detail));
    expect(simulator.requests.length).toBe(before);
    await workbench.setWorkspaceSettings({ 'switchyard.budget': undefined });
  });

  test('is named while a message is written that will hardly fit', async () => {
    await (await panel.input()).fill('Is there enough for this?');
    const hint = await panel.locator('.fit-problem');
    await hint.waitFor();
    expect(await hint.textContent()).toMatch(/This costs about \$0\.00\d+; today's budget has \$0\.0000\d+ left\./);
    await workbench.screenshot('budget-6-hint');
    await (await panel.input()).fill('');
    await hint.waitFor({ state: 'detached' });
  });

  test('asks whether it may be passed, if that is wished', async () => {
    await workbench.setSettings({ 'switchyard.budget': { ...BUDGET, onLimit: 'ask' } });
    await panel.newChat();
    await panel.ask('May this one pass?');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    await workbench.screenshot('budget-4-ask');
    expect(await dialog.textContent()).toContain("This request would pass today's budget.");
    await dialog.getByRole('button', { name: 'This Once' }).click();
    await panel.answered(1);
    expect(lastRequest(simulator)).toMatchObject({ provider: 'one', model: 'paid' });
  });

  test('is kept by asking the cheapest that fits, if that is wished', async () => {
    await workbench.setSettings({ 'switchyard.budget': { ...BUDGET, onLimit: 'downgrade' } });
    await panel.newChat();
    await panel.askAndWait('Who answers now?');
    expect((await panel.text()).trim()).toBe('It is free.');
    expect(await panel.routeDetails()).toContain("the cheapest that fits: today's budget is nearly used up");
    await workbench.screenshot('budget-5-downgraded');
  });

  test('asks once what a model of unknown price costs, and counts by that', async () => {
    await workbench.setSettings({
      'switchyard.budget': { dailyUsd: 10 },
      'switchyard.routes': { default: ['new/unpriced', 'two/free'] },
    });
    await panel.newChat();
    await panel.ask('What do you cost?');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    await workbench.screenshot('budget-7-price');
    expect(await dialog.textContent()).toContain('The price of new/unpriced is not known, and there is a budget.');
    expect(lastRequest(simulator)?.provider).not.toBe('new');
    await dialog.getByRole('button', { name: 'Enter Its Price' }).click();
    const box = workbench.quick.widget.filter({ hasText: 'US$ per million tokens of input and of output' });
    await box.waitFor();
    await workbench.screenshot('budget-8-price-entered');
    await workbench.quick.type('1 4');
    await panel.answered(1);
    expect((await panel.text()).trim()).toBe('It has a price now.');
    expect(await panel.routeLine()).toMatch(/\$0\.000\d+/);
    const settings = join(workbench.folders.userDataDir, 'User', 'settings.json');
    const written = JSON.parse(await readFile(settings, 'utf8'))['switchyard.models']['new/unpriced'];
    expect(written).toEqual({ contextWindow: 128_000, price: { input: 1, output: 4 } });
    await panel.ask('And now?');
    await panel.answered(2);
    expect(await dialog.count()).toBe(0);
  });

  test('never asks a model of unknown price that was forbidden, and asks about it no more', async () => {
    await workbench.setSettings({ 'switchyard.routes': { default: ['new/secret', 'two/free'] } });
    await workbench.setTheme('dark');
    await panel.newChat();
    await panel.ask('Who are you?');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    await workbench.screenshot('budget-7-price-dark');
    await dialog.getByRole('button', { name: 'Never Ask It' }).click();
    await panel.answered(1);
    expect((await panel.text()).trim()).toBe('It is free.');
    await panel.ask('And who are you?');
    await panel.answered(2);
    expect(await dialog.count()).toBe(0);
    expect((await panel.text()).trim()).toBe('It is free.');
    expect(await panel.routeDetails()).toContain('its price is unknown, and there is a budget');
  });
});
