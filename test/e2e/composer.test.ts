import type { ConsoleMessage } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { findOverflow } from './harness/overflow.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { Workbench } from './harness/workbench.ts';

const MODELS = Array.from({ length: 52 }, (_, index) => `${index < 26 ? 'east' : 'west'}/model-${index}`);
const THEMES = {
  light: ['Light Modern', 'vscode-light'],
  dark: ['Dark Modern', 'vscode-dark'],
  contrast: ['Default High Contrast', 'vscode-high-contrast'],
  contrastLight: ['Default High Contrast Light', 'vscode-high-contrast-light'],
} as const;

describeEndToEnd('The composer', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;
  /** What the browser has to say about the panel's own page. */
  const complaints: string[] = [];

  beforeAll(async () => {
    simulator = await startSimulator({ providers: { east: { models: { 'model-0': {} } }, west: { models: {} } } });
    workbench = await Workbench.launch({
      files: { 'web/pager.ts': 'export const page = 1;\n', 'web/other.ts': 'export {};\n' },
      settings: {
        ...simulatedSettings(simulator.baseUrl, MODELS),
        'switchyard.routes': { default: ['east/model-0'] },
      },
    });
    panel = new ChatPanel(workbench);
    workbench.page.on('console', (message: ConsoleMessage) => {
      if (['error', 'warning'].includes(message.type()) && message.location().url.includes('/dist/webview/'))
        complaints.push(message.text());
    });
    await workbench.openSwitchyard();
    await new TextEditor(workbench).open('web/pager.ts');
    await panel.input();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  test('what is sent along is in sight, can be taken away by the keyboard and comes back', async () => {
    await panel.waitForChip('pager.ts');
    const input = await panel.input();
    await input.press('Backspace');
    await input.page().keyboard.press('Delete');
    await poll('no chip', async () => (await panel.chips()).length === 0);
    expect(await input.evaluate((field) => field === document.activeElement)).toBe(true);
    await (await panel.locator('.add-chip')).click();
    await panel.waitForChip('pager.ts');
    await (await panel.locator('.attach')).waitFor();
  });

  test('a file dragged with Shift held finds a place to be dropped, and the page stays what it is', async () => {
    const { page } = workbench;
    const from = await page.locator('.tabs-container .tab.active').boundingBox();
    const to = await (await panel.input()).boundingBox();
    if (from === null || to === null) throw new Error('Nothing to drag');
    await page.mouse.move(from.x + 30, from.y + 10);
    await page.mouse.down();
    await page.keyboard.down('Shift');
    await page.mouse.move(from.x + 20, from.y + 60, { steps: 5 });
    await page.mouse.move(to.x + 40, to.y - 100, { steps: 5 });
    await page.mouse.move(to.x + 50, to.y - 90, { steps: 5 });
    await (await panel.locator('.drop-overlay')).waitFor();
    await workbench.screenshot('composer-drop');
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await poll('the overlay is gone', async () => (await (await panel.locator('.drop-overlay')).count()) === 0);
    expect(await (await panel.input()).isVisible()).toBe(true);
    await panel.waitForChip('pager.ts');
  });

  test('a picture from the clipboard goes to the host, and typing # asks it, without a fault', async () => {
    const frame = await panel.frame();
    await frame.evaluate(async () => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 2000;
      canvas.getContext('2d')?.fillRect(0, 0, 1000, 2000);
      const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
      const data = new DataTransfer();
      data.items.add(new File([drawn ?? ''], 'image.png', { type: 'image/png' }));
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      document.querySelector('textarea')?.dispatchEvent(event);
    });
    const input = await panel.input();
    await input.pressSequentially('Look at #pag');
    expect(await input.inputValue()).toBe('Look at #pag');
    expect(await (await panel.locator('.composer-notice')).count()).toBe(0);
    await input.fill('');
  });

  for (const [name, [theme, body]] of Object.entries(THEMES)) {
    test(`the composer is at home in ${theme}`, async () => {
      await workbench.setSettings({ 'workbench.colorTheme': theme, 'window.autoDetectColorScheme': false });
      await (await panel.locator(`body.${body}`)).waitFor();
      await workbench.runCommand('Notifications: Clear All Notifications');
      await workbench.sidebarWidth(300);
      await (await panel.input()).fill('Why does the last page come twice?');
      await workbench.page.waitForTimeout(500);
      await workbench.screenshot(`composer-${name}`);
      expect(await (await panel.frame()).evaluate(findOverflow)).toEqual([]);
      await (await panel.locator('.model-picker')).click();
      await workbench.audit(`the model picker is open in ${name}`);
      await workbench.page.keyboard.press('Escape');
      await (await panel.input()).press('Control+End');
      await workbench.page.keyboard.type(' #pag');
      await (await panel.locator('.completion[aria-selected="true"] b')).waitFor();
      await workbench.audit(`completions are open in ${name}`);
      await workbench.page.keyboard.press('Escape');
    });
  }

  test('many models fit a panel of 220 pixels', async () => {
    await workbench.sidebarWidth(220);
    await (await panel.locator('.model-picker')).click();
    await workbench.page.waitForTimeout(300);
    await workbench.screenshot('composer-picker-220');
    expect(await (await panel.frame()).evaluate(findOverflow)).toEqual([]);
    await workbench.page.keyboard.press('Escape');
  });

  test('the browser had nothing to complain about', () => expect(complaints).toEqual([]));
});
