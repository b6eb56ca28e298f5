import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { Workbench } from './harness/workbench.ts';

describeEndToEnd('A provider with a limit', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: {
        one: { models: { first: { text: 'Hello from the first model.' } } },
        two: { models: { second: { text: 'Bonjour from the second model.' } } },
        pool: { models: { m: { text: 'From the first account.' } } },
        pool2: { models: { m: { text: 'From the second account.' } } },
      },
    });
    const settings = simulatedSettings((id) => simulator.baseUrl(id), ['one/first', 'two/second', 'pool/m']);
    const { one, two, pool } = settings['switchyard.providers'] as Record<string, object>;
    workbench = await Workbench.launch({
      settings: {
        ...settings,
        'switchyard.providers': {
          one: { ...one, limits: { requestsPerMinute: 1 } },
          two,
          pool,
          pool2: { sharesWith: 'pool', baseUrl: simulator.baseUrl('pool2') },
        },
        'switchyard.routes': {
          default: ['one/first'],
          translate: ['one/first', 'two/second'],
          summarize: ['pool/m'],
        },
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

  test('is waited for when nobody else is left, visibly, until the reader stops', async () => {
    await panel.askAndWait('Hello there');
    await panel.ask('Hello again');
    const left = async (): Promise<number> => {
      const [line = ''] = await panel.fallbackLines();
      return Number(/^waiting (\d+)\ss: its limit of one request a minute is reached$/.exec(line)?.[1]);
    };
    await poll('the wait is told', async () => (await left()) > 0);
    const first = await left();
    await poll('it counts down', async () => (await left()) < first);
    expect(await panel.routeLine()).toContain('first');
    await workbench.screenshot('limits-1-waiting');
    await workbench.setTheme('dark');
    await workbench.sidebarWidth(230);
    await workbench.screenshot('limits-1-waiting-dark-narrow');
    const asked = simulator.requests.length;
    await (await panel.input()).press('Escape');
    await panel.answered(2);
    expect(await panel.fallbackLines()).toEqual([]);
    expect(await panel.text()).toBe('');
    expect(simulator.requests).toHaveLength(asked);
  });

  test('is left for the next model at once where there is one, and the details say why', async () => {
    await panel.newChat();
    await panel.askAndWait('Translate "good morning" into French');
    expect((await panel.text()).trim()).toBe('Bonjour from the second model.');
    expect(await panel.fallbackLines()).toEqual([]);
    expect(await panel.routeDetails()).toMatch(
      /one\/first .*its limit of one request a minute is reached, free in \d+ s/,
    );
    await workbench.screenshot('limits-2-elsewhere');
  });

  test('shares its load with another account of the same models, and a chat stays where its cache is', async () => {
    const before = simulator.requests.length;
    for (let chat = 0; chat < 2; chat++) {
      await panel.newChat();
      await panel.ask('Summarize the plot of Hamlet');
      await panel.answered(1);
      await panel.ask('Summarize it shorter');
      await panel.answered(2);
    }
    const accounts = simulator.requests.slice(before).map(({ provider }) => provider);
    expect(accounts).toEqual(['pool', 'pool', 'pool2', 'pool2']);
    expect((await panel.text()).trim()).toBe('From the second account.');
    const details = await panel.routeDetails();
    expect(details).toContain('it still has this chat in its cache');
    expect(details).toContain('shares the load of pool');
    await workbench.screenshot('limits-3-shared-dark-narrow');
  });
});
