import type { ConsoleMessage, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { findOverflow } from './harness/overflow.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { Workbench } from './harness/workbench.ts';

const LONG = `The loop reads **one page too many**. You can see it in \`fetchAllThePagesOfTheCatalogue\` below.

\`\`\`ts
export async function fetchAllThePagesOfTheCatalogue(client: CatalogueClient, options: FetchOptions): Promise<Item[]> {
  const items: Item[] = []; // grows
  for (let page = 1; page <= 42; page++) items.push(...(await client.page(page, options)));
  return items;
}
\`\`\`

| input | what happens now | what should happen |
| --- | --- | ---: |
| an empty list | an empty result, no error | the same |
| exactly one page | everything, once | 1 |

1. Count from *zero* where the data does.
2. Stop at the last page:
   - when it is empty,
   - or when it is short.

> A border that is off by one looks right until a page is full.

日本語の文章も読めます 🙂, and so does Averyveryverylongwordwithoutanyblankthatmustnotpushthepanelwiderthanitis_and_more.`;

const THEMES = ['light', 'dark', 'highContrast'] as const;
const WIDTHS = [300, 600] as const;

describeEndToEnd('The looks', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;
  /** What the browser has to say about the panel's own page: broken policies, failed scripts. */
  const complaints: string[] = [];

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: {
        east: { models: { 'strong-and-slow-2026-11': { status: 503 } } },
        west: { models: { 'quick-one': {} } },
      },
    });
    workbench = await Workbench.launch({ files: { 'web/pager.ts': 'export const page = 1;\n' } });
    panel = new ChatPanel(workbench);
    workbench.page.on('console', (message: ConsoleMessage) => {
      if (['error', 'warning'].includes(message.type()) && message.location().url.includes('/dist/webview/'))
        complaints.push(message.text());
    });
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  for (const theme of THEMES) {
    test(`setting up fits the panel in ${theme}`, async () => {
      await dress(theme);
      for (const width of WIDTHS) {
        await resize(width);
        await keep('setup', theme, width, ['.welcome h1', '.setup-button']);
      }
    });
  }

  test('a chat of every kind is prepared: a long answer, route details, an error and a stream that fell back', async () => {
    const models = ['east/strong-and-slow-2026-11', 'west/quick-one'];
    const { 'switchyard.providers': providers, ...rest } = simulatedSettings(simulator.baseUrl, models);
    const patient = Object.fromEntries(
      Object.entries(providers as object).map(([id, entry]) => [id, { ...entry, timeouts: { idleMs: 600_000 } }]),
    );
    await workbench.setSettings({
      ...rest,
      'switchyard.providers': patient,
      'switchyard.routes': { default: models },
      'switchyard.resilience': { cooldownMs: 0 },
    });
    await new TextEditor(workbench).open('web/pager.ts');
    await panel.input();
    simulator.script('west', 'quick-one', { text: LONG });
    await panel.ask('Why does the catalogue come twice?');
    await panel.answered(1);
    simulator.script('west', 'quick-one', { status: 500 });
    await panel.ask('Does it work now? A longer question, so that the words need a second line in a narrow panel.');
    await panel.answered(2);
    simulator.script('west', 'quick-one', { text: LONG, stallAfterTokens: 45 });
    await panel.ask('And now?');
    await panel.waitForText(/export async/);
    await (await panel.part('.route-line', 0)).click();
    await (await panel.part('.route-details', 0)).waitFor();
    await (await panel.part('.problem-card', 1)).waitFor();
    expect(await (await panel.part('.fallback-line')).count()).toBe(1);
  });

  for (const theme of [...THEMES].reverse()) {
    test(`the chat fits the panel in ${theme}`, async () => {
      await dress(theme);
      for (const width of WIDTHS) {
        await resize(width);
        await (await panel.part('.route-line', 0)).evaluate((line) => line.scrollIntoView({ block: 'start' }));
        await keep('details', theme, width, ['.route-details'], 0);
        await (await panel.part('switchyard-markdown', 0)).evaluate((text) => text.scrollIntoView({ block: 'start' }));
        await keep('answer', theme, width, ['.code-block', 'table'], 0);
        await (await panel.part('.problem-card', 1)).evaluate((card) => card.scrollIntoView({ block: 'center' }));
        await keep('error', theme, width, ['.problem-card', '.problem-actions vscode-button >> nth=-1'], 1);
        await (await panel.part('.code-block')).evaluate((code) => code.scrollIntoView({ block: 'end' }));
        await keep('streaming', theme, width, ['.route-line', '.fallback-line', '.code-block'], 2);
      }
    });
  }

  test('the tooltip of the status bar is readable', async () => {
    const tooltip = (await workbench.tooltip()).replace(/\s+/g, ' ');
    expect(tooltip).toContain('This month');
    // The model that is answering, not the one that failed before it.
    expect(tooltip).toContain('Last route: chat → west/quick-one');
    await workbench.screenshot('tooltip');
    await workbench.page.mouse.move(640, 300);
  });

  test('the browser had nothing to complain about: no script failed, no content security policy was broken', () => {
    expect(complaints).toEqual([]);
  });

  async function dress(theme: (typeof THEMES)[number]): Promise<void> {
    await workbench.setTheme(theme);
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.openSwitchyard();
    const name = { light: 'vscode-light', dark: 'vscode-dark', highContrast: 'vscode-high-contrast' }[theme];
    await (await panel.locator(`body.${name}`)).waitFor();
  }

  /** The side bar gets this width; the panel's page follows a moment later. */
  async function resize(width: number): Promise<void> {
    await workbench.sidebarWidth(width);
    const frame = await panel.frame();
    await poll('the panel has its new width', () => frame.evaluate((px) => Math.abs(innerWidth - px) <= 4, width));
  }

  /** Takes the picture, and sees that nothing reaches out of the panel and that these parts are in sight. */
  async function keep(state: string, theme: string, width: number, parts: string[], answer?: number): Promise<void> {
    const frame = await panel.frame();
    await workbench.screenshot(`${state}-${theme}-${width}`, workbench.page.locator('.part.sidebar'));
    expect(await frame.evaluate(findOverflow), `${state} in ${theme} at ${width}`).toEqual([]);
    for (const part of parts) {
      const found: Locator = answer === undefined ? frame.locator(part) : (await panel.answer(answer)).locator(part);
      await inSight(found.first(), `${part} of ${state} in ${theme} at ${width}`);
    }
  }

  async function inSight(part: Locator, name: string): Promise<void> {
    const share = await part.evaluate(
      (element) =>
        new Promise<number>((resolve) => {
          new IntersectionObserver(([entry]) => resolve(entry?.intersectionRect.height ?? 0)).observe(element);
        }),
    );
    expect(share, name).toBeGreaterThan(10);
  }
});
