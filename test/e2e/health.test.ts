import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SwitchyardError } from '../../src/core/chat/errors.ts';
import { SILENT } from '../../src/core/ports/logger.ts';
import { CircuitBreaker } from '../../src/core/resilience/breaker.ts';
import { openLedger } from '../../src/storage/openLedger.ts';
import { systemClock } from '../../src/storage/systemClock.ts';
import { TeamChannel } from '../fakes/teamChannel.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { aRow } from '../storage/aRow.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { countNotices } from './harness/countNotices.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { enterKey, typeKey } from './harness/enterKey.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

const MODELS = ['first/m', 'first/gone', 'first/flaky', 'second/m', 'second/other', 'keyed/m', 'deepseek/m'];
const HAMLET = 'Summarize the plot of Hamlet';
const POEM = 'Write a short poem about rain';
const NAMES = 'Extract all names from: Ann met Bob';

describeEndToEnd('The health of providers', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: {
        first: { models: { m: {}, gone: {}, flaky: {} } },
        second: { models: { m: {} } },
        keyed: { models: { m: {} } },
        deepseek: { models: { m: {} } },
      },
    });
    const settings = simulatedSettings(simulator.baseUrl, MODELS);
    const providers = settings['switchyard.providers'] as Record<string, object>;
    workbench = await Workbench.launch({
      settings: {
        ...settings,
        'switchyard.providers': { ...providers, keyed: { ...providers.keyed, auth: 'key' } },
        'switchyard.routes': {
          default: ['first/m', 'second/m'],
          translate: ['first/gone', 'second/m'],
          summarize: ['keyed/m', 'second/m'],
          write: ['deepseek/m', 'second/m'],
          extract: ['first/flaky', 'second/m'],
        },
        'switchyard.resilience': { cooldownMs: 300_000 },
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

  const ledgerFile = () =>
    join(workbench.folders.userDataDir, 'User', 'globalStorage', 'switchyard.switchyard', 'ledger.db');
  const askAnew = async (question: string, of = panel) => {
    await of.newChat();
    await of.askAndWait(question);
  };
  /** After a key it is asked which models are used: that stays as it is. */
  const leaveModels = async () => {
    const models = workbench.quick.widget.filter({ hasText: 'keyed: Choose Models' });
    await models.waitFor();
    await poll('that is left', async () => {
      await workbench.page.keyboard.press('Escape');
      return !(await models.isVisible());
    });
  };
  const asked = () => simulator.requests.map(({ body }) => (body as { model: string }).model);
  const tooltip = async (window = workbench) => (await window.tooltip()).replace(/\s+/g, ' ');

  test('is in the tooltip and among the models of the panel after an outage, and a reset mends it, in another window too', async () => {
    simulator.script('first', 'm', { status: 503 });
    simulator.script('second', 'm', { text: 'The second model answers.' });
    for (let time = 0; time < 3; time++) {
      if (time > 0) await panel.newChat();
      await panel.askAndWait(`Why is the sky blue, attempt ${time}?`);
    }
    expect(await tooltip()).toMatch(/first\/m: rests until .* after 3 failures/);
    await workbench.screenshot('provider-health-tooltip');
    const resting = (await panel.locator('.model-picker vscode-option')).filter({ hasText: 'rests until' });
    await resting.waitFor({ state: 'attached' });
    await (await panel.locator('.model-picker')).click();
    expect(await textOf(resting)).toMatch(/^\s*m\s+rests until .* after 3 failures · /);
    await workbench.screenshot('provider-health-models');
    await workbench.page.keyboard.press('Escape');
    await workbench.statusItem().click();
    expect(await workbench.quick.allLabels()).toContain('Reset Provider Health');
    await workbench.quick.cancel();
    const other = await workbench.secondWindow();
    try {
      await other.openSwitchyard();
      // A window looks now and then at what others found out.
      await poll('the other window tells of it', async () => (await tooltip(other)).includes('first/m: rests until'));
      await other.runCommand('Switchyard: Reset Provider Health');
      await other.notification('Provider health is reset: every model is asked as usual.');
      await poll('all is well', async () => !(await tooltip(other)).includes('rests until'));
    } finally {
      await other.page.close();
    }
    simulator.script('first', 'm', { text: 'The first model is back.' });
    await panel.newChat();
    await panel.askAndWait('Why is the sky blue now?');
    expect((await panel.text()).trim()).toBe('The first model is back.');
    expect(await tooltip()).not.toContain('rests until');
    await poll('the panel says it of no model', async () => (await resting.count()) === 0);
  });

  test('is told once where only the user can mend it, and the rest of the provider goes on', async () => {
    simulator.script('first', 'gone', { status: 404 });
    await panel.newChat();
    await panel.askAndWait('Translate "good morning" into French');
    await workbench.notification('first/gone does not exist at its provider.');
    await workbench.screenshot('provider-health-notice');
    expect(await tooltip()).toMatch(/first\/gone: unknown to its provider, tried again at/);
    expect(asked().filter((model) => model === 'gone')).toHaveLength(1);
    await panel.newChat();
    await panel.askAndWait('Why is the sky still blue?');
    expect((await panel.text()).trim()).toBe('The first model is back.');
  });

  test('a refused key is told in one window only, and forgotten when it changes', async () => {
    await enterKey(workbench, 'keyed', 'the-first-key-of-health');
    await leaveModels();
    simulator.script('keyed', 'm', { status: 401 });
    await askAnew(HAMLET);
    expect((await panel.text()).trim()).toBe('The second model answers.');
    const notice = await workbench.notification('keyed does not accept its key.');
    await workbench.screenshot('provider-health-401');
    const other = await workbench.secondWindow();
    try {
      await other.openSwitchyard();
      const otherPanel = new ChatPanel(other);
      await otherPanel.input();
      const before = asked().length;
      await askAnew(HAMLET, otherPanel);
      expect(simulator.requests.slice(before).map(({ provider }) => provider)).toEqual(['second']);
      expect(await tooltip(other)).toContain('keyed: key refused');
      expect(await countNotices(other, 'does not accept its key')).toBe(0);
    } finally {
      await other.page.close();
    }
    simulator.script('keyed', 'm', { text: 'Let in again.' });
    await workbench.runCommand('Notifications: Show Notifications');
    await notice.getByRole('button', { name: 'Change Key' }).click();
    await typeKey(workbench, 'keyed', 'the-second-key-of-health');
    await leaveModels();
    await poll('nothing is held against it', async () => !(await tooltip()).includes('keyed:'));
    await askAnew(HAMLET);
    expect((await panel.text()).trim()).toBe('Let in again.');
    expect(await countNotices(workbench, 'does not accept its key')).toBe(0);
  });

  test('an empty account is told once, with the way to the page where credit is added', async () => {
    simulator.script('deepseek', 'm', { status: 402 });
    await workbench.setTheme('dark');
    await askAnew(POEM);
    const notice = await workbench.notification('DeepSeek is out of credit.');
    await workbench.screenshot('provider-health-402-dark');
    await notice.getByRole('button', { name: 'Add Credit' }).click();
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain('https://platform.deepseek.com/top_up');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await askAnew(POEM);
    expect(await countNotices(workbench, 'out of credit')).toBe(0);
    expect(await tooltip()).toMatch(/DeepSeek: out of credit, tried again at/);
  });

  test('what a terminal found out is told by a window, once', async () => {
    const { circuits, ledger } = await openLedger(ledgerFile(), SILENT);
    const breaker = new CircuitBreaker(systemClock, { store: circuits, random: Math.random });
    const call = breaker.begin('second/other', 'second', 'a request of the terminal');
    call.failed(new SwitchyardError('modelNotFound', 'no such model', { status: 404 }), 1000);
    call.end();
    await workbench.notification('second/other does not exist at its provider.');
    expect(breaker.ailments().map(({ id }) => id)).toContain('second/other');
    ledger.close();
  });

  test("a team's channel, whose address is kept like a key, hears who took over, and no word of it", async () => {
    await using channel = await TeamChannel.start();
    await workbench.quick.runCommand('Switchyard: Set Team Webhook…');
    expect(await workbench.quick.isPassword()).toBe(true);
    await workbench.quick.type(channel.address);
    await workbench.quick.widget.waitFor({ state: 'hidden' });
    simulator.script('keyed', 'm', { status: 503 });
    await askAnew('Summarize the plot of the Quagga');
    await poll('the channel was told', () => channel.told.length > 0);
    expect(channel.notices).toEqual([{ type: 'failover', from: 'keyed/m', to: 'second/m', kind: 'overloaded' }]);
    expect(JSON.stringify(channel.told)).not.toContain('Quagga');
    await workbench.quick.runCommand('Switchyard: Set Team Webhook…');
    expect(await workbench.quick.message()).toContain('Failovers and alerts are told there');
    await workbench.quick.type('');
    await workbench.quick.widget.waitFor({ state: 'hidden' });
  });

  test('a model of which many requests fall back is told with its figures, and the way to its route', async () => {
    const { ledger } = await openLedger(ledgerFile(), SILENT);
    const earlier = { source: 'panel', startedAt: Date.now() - 3_600_000 } as const;
    for (let request = 0; request < 12; request++) {
      const row = { ...earlier, requestId: `earlier ${request}` };
      const fails = request < 2;
      ledger.record(aRow({ ...row, model: 'first/flaky', provider: 'first', outcome: fails ? 'overloaded' : 'ok' }));
      if (fails) ledger.record(aRow({ ...row, attempt: 2, model: 'second/m', provider: 'second' }));
    }
    ledger.close();
    simulator.script('first', 'flaky', { status: 503 });
    await askAnew(NAMES);
    const notice = await workbench.notification(
      '3 of 13 requests to first/flaky fell back to another model in the last day.',
    );
    expect(await notice.textContent()).toContain('Another order of your routes would save the wait.');
    await workbench.screenshot('provider-health-fallbacks-dark');
    await notice.getByRole('button', { name: 'Open Routing Settings' }).click();
    const editor = new TextEditor(workbench);
    await poll('the routes', async () => (await editor.text(/settings\.json/)).includes('switchyard.routes'));
  });
});
