import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { findOverflow } from './harness/overflow.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { Workbench } from './harness/workbench.ts';

const MODEL = 'east/quick-one';
const WINDOW = { width: 1280, height: 800 };
/** What is left of that window for its contents when they are shown twice as large. */
const AT_200_PERCENT = { width: 640, height: 400 };
const ANSWER = `Change \`web/pager.ts\`:

\`\`\`ts web/pager.ts
export const page = 2;
\`\`\`
`;

describeEndToEnd('States in which some people always see it', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({ providers: { east: { models: { 'quick-one': {} } } } });
    workbench = await Workbench.launch({
      files: { 'web/pager.ts': 'export const page = 1;\n', 'web/other.ts': 'export {};\n' },
      settings: { 'workbench.colorTheme': 'Dark Modern', 'window.autoDetectColorScheme': false },
      viewport: WINDOW,
    });
    panel = new ChatPanel(workbench);
    await workbench.openSwitchyard();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  test('twice as large, one can set it up', async () => {
    await zoom();
    await (await panel.locator('.setup-button')).first().waitFor();
    await keep('zoom-welcome');
    await within('.setup-button');
    await workbench.page.setViewportSize(WINDOW);
  });

  test('a chat is prepared', async () => {
    const { 'switchyard.providers': providers, ...rest } = simulatedSettings(simulator.baseUrl, [MODEL]);
    const { east } = providers as Readonly<Record<string, object>>;
    await workbench.setSettings({
      ...rest,
      // A stream that stands still is still an answer that comes.
      'switchyard.providers': { east: { ...east, timeouts: { idleMs: 600_000 } } },
      'switchyard.resilience': { cooldownMs: 0 },
    });
    await new TextEditor(workbench).open('web/pager.ts');
    await panel.input();
    simulator.script('east', 'quick-one', { text: ANSWER });
    await panel.askAndWait('Which page is the first?');
    simulator.script('east', 'quick-one', { status: 500 });
    await panel.askAndWait('Does it work now?');
  });

  test('twice as large, an error says its words and what mends it', async () => {
    await zoom();
    const card = await panel.part('.problem-card');
    await card.evaluate((element) => element.scrollIntoView({ block: 'end' }));
    await keep('zoom-error');
    await within('.problem-actions vscode-button');
  });

  test('twice as large, a question is written with chips and completions', async () => {
    const input = await panel.input();
    await (await panel.locator('.add-chip')).click();
    await panel.waitForChip('pager.ts');
    await input.fill('');
    await input.pressSequentially('Look at #oth');
    await (await panel.locator('.completion')).first().waitFor();
    await keep('zoom-composer');
    await within('.completion');
    await within('switchyard-composer textarea');
    await input.press('Escape');
    await input.fill('');
  });

  test('twice as large, chats are found', async () => {
    await workbench.runCommand('Switchyard: Show Chats');
    await (await panel.locator('.history-row')).first().waitFor();
    await keep('zoom-history');
    await within('.history-row');
    await workbench.page.keyboard.press('Escape');
    await workbench.page.setViewportSize(WINDOW);
  });

  test('twice as large, a change is compared and can be applied', async () => {
    await (await panel.part('.code-block button[aria-label="Compare & Apply…"]', 0)).click();
    const apply = workbench.page.locator('.editor-group-container.active .editor-actions .action-label', {
      hasText: 'Apply Change',
    });
    await apply.first().waitFor();
    await zoom();
    await (await panel.part('.code-block', 0)).evaluate((block) => block.scrollIntoView({ block: 'center' }));
    await keep('zoom-apply');
    await workbench.page.setViewportSize(WINDOW);
    await workbench.runCommand('View: Close Editor');
  });

  for (const theme of ['Default High Contrast Light', 'Default High Contrast']) {
    test(`everything that is pressed has an edge in ${theme}`, async () => {
      await workbench.setSettings({ 'workbench.colorTheme': theme });
      await (await panel.locator(`body[data-vscode-theme-id="${theme}"]`)).waitFor();
      await keep(`contrast-${theme.endsWith('Light') ? 'light' : 'dark'}`);
      for (const part of ['.problem-actions vscode-button', '.user-message', '.code-block', '.problem-card']) {
        const edge = await (await panel.locator(part)).first().evaluate((element) => {
          const control = element.shadowRoot?.querySelector('[part="control"]') ?? element;
          const edges = [element, control].map((one) => getComputedStyle(one));
          return edges.some((style) => style.borderTopWidth !== '0px' && !/, 0\)$/.test(style.borderTopColor));
        });
        expect(edge, part).toBe(true);
      }
    });
  }

  test('the colours that the system forces leave everything readable', async () => {
    await workbench.page.emulateMedia({ forcedColors: 'active' });
    await keep('contrast-forced');
    await workbench.page.emulateMedia({ forcedColors: 'none' });
    await workbench.setSettings({ 'workbench.colorTheme': 'Dark Modern' });
  });

  test('nothing moves for those who asked for that', async () => {
    simulator.script('east', 'quick-one', { text: ANSWER, stallAfterTokens: 3 });
    await panel.ask('And now?');
    const frame = await panel.frame();
    await poll('something moves', async () => (await moving(frame)).length > 0);
    await workbench.page.emulateMedia({ reducedMotion: 'reduce' });
    await poll('nothing moves', async () => (await moving(frame)).length === 0);
    await workbench.screenshot('reduced-motion');
    await workbench.page.emulateMedia({ reducedMotion: null });
    await poll('something moves again', async () => (await moving(frame)).length > 0);
    await workbench.setSettings({ 'workbench.reduceMotion': 'on' });
    await poll('nothing moves', async () => (await moving(frame)).length === 0);
    expect(await frame.locator('vscode-progress-ring').count(), 'the answer still comes').toBeGreaterThan(0);
  });

  async function zoom(): Promise<void> {
    await workbench.page.setViewportSize(AT_200_PERCENT);
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.sidebarWidth(300);
  }

  async function keep(name: string): Promise<void> {
    await workbench.screenshot(name);
    expect(await (await panel.frame()).evaluate(findOverflow), name).toEqual([]);
  }

  /** The first of these is inside the panel as far as it reaches down. */
  async function within(selector: string): Promise<void> {
    const place = await (await panel.locator(selector)).first().evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return { top, left: innerHeight - bottom };
    });
    expect(Math.min(place.top, place.left), selector).toBeGreaterThanOrEqual(-1);
  }
});

/** What is animated now, shadow trees included. */
function moving(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const roots: (Document | ShadowRoot)[] = [document];
    for (const root of roots) {
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
    }
    const running = roots.flatMap((root) => root.getAnimations()).filter(({ playState }) => playState === 'running');
    return running.map(({ effect }) => (effect as KeyframeEffect | null)?.target?.className.toString() ?? '');
  });
}
