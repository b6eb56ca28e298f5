import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { Workbench } from './harness/workbench.ts';

const MODELS = ['first/m', 'first/gone', 'second/m'];

describeEndToEnd('The health of providers', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: { first: { models: { m: {}, gone: {} } }, second: { models: { m: {} } } },
    });
    workbench = await Workbench.launch({
      settings: {
        ...simulatedSettings(simulator.baseUrl, MODELS),
        'switchyard.routes': { default: ['first/m', 'second/m'], translate: ['first/gone', 'second/m'] },
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

  const asked = () => simulator.requests.map(({ body }) => (body as { model: string }).model);
  const tooltip = async (window = workbench) => (await window.tooltip()).replace(/\s+/g, ' ');

  test('is in the tooltip after an outage, and a reset mends it, in another window too', async () => {
    simulator.script('first', 'm', { status: 503 });
    simulator.script('second', 'm', { text: 'The second model answers.' });
    for (let time = 0; time < 3; time++) {
      if (time > 0) await panel.newChat();
      await panel.askAndWait(`Why is the sky blue, attempt ${time}?`);
    }
    expect(await tooltip()).toMatch(/first\/m: rests until .* after 3 failures/);
    await workbench.screenshot('provider-health-tooltip');
    const other = await workbench.secondWindow();
    try {
      await other.openSwitchyard();
      // A window looks now and then at what others found out.
      await poll('the other window tells of it', async () => (await tooltip(other)).includes('first/m: rests until'));
      await other.runCommand('Switchyard: Reset Provider Health');
      await poll('all is well', async () => !(await tooltip(other)).includes('rests until'));
    } finally {
      await other.page.close();
    }
    simulator.script('first', 'm', { text: 'The first model is back.' });
    await panel.newChat();
    await panel.askAndWait('Why is the sky blue now?');
    expect((await panel.text()).trim()).toBe('The first model is back.');
    expect(await tooltip()).not.toContain('rests until');
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
});
