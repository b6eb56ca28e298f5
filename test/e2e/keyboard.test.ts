import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { Workbench } from './harness/workbench.ts';

const ANSWER = `See [the manual](https://example.org/manual).

\`\`\`ts
export const page = 1;
\`\`\`
`;

describeEndToEnd('The chat with the keyboard alone', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({ providers: { sim: { models: { small: {} } } } });
    workbench = await Workbench.launch({ settings: simulatedSettings(simulator.baseUrl, ['sim/small']) });
    panel = new ChatPanel(workbench);
    await workbench.openSwitchyard();
    simulator.script('sim', 'small', { text: ANSWER });
    await panel.askAndWait('The first question');
    await panel.askAndWait('The second question');
    await (await panel.part('.code-block button')).first().waitFor();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  /** Where the keyboard is: a message by its number, inside it, the composer's field, elsewhere in the panel, or outside. */
  async function place(): Promise<string> {
    return (await panel.frame()).evaluate(() => {
      const focused = document.activeElement;
      if (!document.hasFocus() || focused === null || focused === document.body) return 'outside';
      const message = focused.closest('switchyard-message');
      const number = [...document.querySelectorAll('switchyard-message')].indexOf(message as Element);
      if (message !== null) return message === focused ? `message ${number}` : `inside ${number}`;
      return focused.matches('switchyard-composer textarea') ? 'field' : 'panel';
    });
  }

  /** Presses a key until the keyboard is at such a place, and returns every other place on the way. */
  async function walk(key: string, to: string): Promise<string[]> {
    const places = [await place()];
    for (let count = 0; count < 60 && places.at(-1) !== to; count++) {
      await workbench.page.keyboard.press(key);
      const next = await place();
      if (next !== places.at(-1)) places.push(next);
    }
    return places;
  }

  test('Tab from the title bar lands on the newest message, goes through its controls and on to the composer', async () => {
    await (await panel.input()).click();
    expect(await walk('Shift+Tab', 'outside')).toEqual(['field', 'inside 3', 'message 3', 'outside']);
    expect(await walk('Tab', 'message 3')).toEqual(['outside', 'message 3']);
    await workbench.screenshot('keyboard-message');
    expect(await walk('Tab', 'field')).toEqual(['message 3', 'inside 3', 'field']);
  });

  test('the arrows choose the message whose controls Tab reaches, from either side, while another answer comes too', async () => {
    simulator.script('sim', 'small', { tokens: 20_000, tokensPerSecond: 40 });
    await panel.ask('Go on for ever');
    await panel.waitForText(/\S{3}/);
    expect((await walk('Shift+Tab', 'message 5')).at(-1)).toBe('message 5');
    for (let count = 0; count < 4; count++) await workbench.page.keyboard.press('ArrowUp');
    expect(await place()).toBe('message 1');
    // *Jump to latest* is a stop too, once the answer has grown.
    const stops = async (key: string, to: string) => (await walk(key, to)).filter((stop) => stop !== 'panel');
    expect(await stops('Tab', 'field')).toEqual(['message 1', 'inside 1', 'field']);
    expect(await stops('Shift+Tab', 'message 1')).toEqual(['field', 'inside 1', 'message 1']);
    await workbench.page.keyboard.press('Tab');
    expect(await place()).toBe('inside 1');
    await workbench.audit('a control of an earlier message has the keyboard');
    await workbench.screenshot('keyboard-inside');
    await workbench.page.keyboard.press('Escape');
    expect(await place()).toBe('message 1');
    await panel.answered(3);
  });

  test('Alt+F1 works in the view after a tab of the chat was closed meanwhile', async () => {
    const tabs = workbench.page.locator('.tabs-container .tab');
    const field = await panel.input();
    await workbench.runCommand('Switchyard: Open Chat in Editor');
    await poll('two panels', async () => (await workbench.shownPanels()).length === 2);
    await field.click();
    await workbench.page.keyboard.press('Control+K');
    await workbench.page.keyboard.press('Control+W');
    await poll('the tab is closed', async () => (await tabs.count()) === 0);
    await poll('the help', async () => {
      await workbench.page.keyboard.press('Alt+F1');
      return tabs
        .filter({ hasText: 'Accessibility Help' })
        .waitFor({ timeout: 2000 })
        .then(
          () => true,
          () => false,
        );
    });
  });
});
