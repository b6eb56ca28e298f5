import { fileURLToPath } from 'node:url';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { findOverflow } from './harness/overflow.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { Workbench } from './harness/workbench.ts';

const MODEL = 'east/quick-one';
const WIDTH = 480;
const THEMES = ['Light Modern', 'Default High Contrast', 'Default High Contrast Light', 'Dark Modern'];
const ANSWER = `The loop reads **one page too many**. You can see it in \`fetchAll\` below, and in [the guide](https://example.com/).

\`\`\`ts
export async function fetchAll(client: Client): Promise<Item[]> {
  const items: Item[] = []; // grows
  for (let page = 1; page <= 42; page++) items.push(...(await client.page(page)));
  return items;
}
\`\`\`

## What happens

| input | now | should |
| --- | --- | --- |
| an empty list | an empty result | the same |
| one page | everything | everything, once |

1. Count from *zero* where the data does.
2. Stop at the last page:
   - when it is empty,
   - or when it is short.

> A border that is off by one looks right until a page is full.

That is all.
`;

/** What both chats show, where it is in the editor's own, where in ours, and in what the two must not differ. */
const TEXT = ['fontSize', 'fontFamily', 'lineHeight', 'color'];
const BLOCK = ['borderTopLeftRadius', 'borderTopColor', 'borderTopWidth'];
const PARTS: Readonly<Record<string, readonly [native: string, ours: string, properties: readonly string[]]>> = {
  paragraph: ['.interactive-response .value .rendered-markdown p', '.markdown p', TEXT],
  'inline code': [
    '.interactive-response .value p code',
    '.markdown p code',
    ['color', 'backgroundColor', 'borderTopLeftRadius'],
  ],
  heading: [
    '.interactive-response .value h2',
    '.markdown [aria-level], .markdown :is(h2, h3, h4)',
    ['fontSize', 'fontWeight', 'color'],
  ],
  table: ['.interactive-response .value table', '.markdown table', BLOCK],
  cell: ['.interactive-response .value td', '.markdown td', [...TEXT, 'paddingTop']],
  item: ['.interactive-response .value ol > li', '.markdown ol > li', TEXT],
  list: ['.interactive-response .value ol', '.markdown ol', ['paddingLeft']],
  quote: [
    '.interactive-response .value blockquote',
    '.markdown blockquote',
    ['color', 'backgroundColor', 'borderLeftColor'],
  ],
  'code block': ['.interactive-result-code-block', '.code-block', ['borderTopLeftRadius', 'borderTopColor']],
  code: ['.interactive-result-code-block .view-line', '.code-block code', ['fontSize', 'fontFamily']],
  problem: ['.chat-notification-widget', '.problem-card', BLOCK],
};

describeEndToEnd("Beside the editor's own chat", () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;
  let native: Locator;

  beforeAll(async () => {
    simulator = await startSimulator({ providers: { east: { models: { 'quick-one': {} } } } });
    workbench = await Workbench.launch({
      files: { 'answer.md': ANSWER },
      beside: fileURLToPath(new URL('./inHost/nativeChat', import.meta.url)),
      viewport: { width: 1400, height: 1200 },
      settings: {
        ...simulatedSettings(simulator.baseUrl, [MODEL]),
        'chat.disableAIFeatures': false,
        'window.autoDetectColorScheme': false,
        'switchyard.resilience': { cooldownMs: 0 },
      },
    });
    panel = new ChatPanel(workbench);
    native = workbench.page.locator('.part.auxiliarybar');
    await workbench.openSwitchyard();
    await workbench.sidebarWidth(WIDTH);
    simulator.script('east', 'quick-one', { text: ANSWER });
    await panel.askAndWait('Why does the list come twice?');
    simulator.script('east', 'quick-one', { status: 500 });
    await panel.askAndWait('Does it fail?');
    // A chat that has just been opened may not have found its model yet.
    const answer = native.locator('.interactive-response blockquote').first();
    await poll(
      'the answer of the other chat',
      async () => {
        await workbench.runCommand('Native Chat: Ask');
        await native.locator('.chat-notification-widget').last().waitFor({ timeout: 60_000 });
        return poll('its text', () => answer.isVisible(), 3000).catch(() => false);
      },
      60_000,
    );
    await widen();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  for (const theme of THEMES) {
    test(`a conversation looks the same in ${theme}`, async () => {
      await workbench.setSettings({ 'workbench.colorTheme': theme });
      await (await panel.locator(`body[data-vscode-theme-id="${theme}"]`)).waitFor();
      await (await panel.locator('switchyard-question')).first().evaluate((question) => question.scrollIntoView());
      await workbench.screenshot(`beside-${theme.replaceAll(' ', '-')}`);
      const frame = await panel.frame();
      const theirs: Record<string, unknown> = {};
      const ours: Record<string, unknown> = {};
      for (const [name, [there, here, properties]] of Object.entries(PARTS)) {
        theirs[name] = await lookOf(native.locator(there).first(), properties);
        ours[name] = await lookOf(frame.locator(here).first(), properties);
      }
      expect(ours).toEqual(theirs);
      expect(await frame.evaluate(findOverflow)).toEqual([]);
    });
  }

  test('a question is a bubble at the end of its line', async () => {
    const ours = await (await panel.locator('.user-message')).first().evaluate((element) => {
      const { left, right } = element.getBoundingClientRect();
      return { left, space: innerWidth - right };
    });
    expect(ours.space).toBeLessThan(32);
    expect(ours.left).toBeGreaterThan(WIDTH / 4);
    const properties = ['backgroundColor', 'borderTopLeftRadius', 'paddingTop', 'paddingLeft', ...TEXT.slice(0, 2)];
    const bubble = native.locator('.interactive-request .rendered-markdown').first();
    const look = await lookOf((await panel.locator('.user-message')).first(), properties);
    expect(look).toEqual(await lookOf(bubble, properties));
  });

  /** The editor's chat gets the width of ours. */
  async function widen(): Promise<void> {
    const { page } = workbench;
    const box = await native.boundingBox();
    if (box === null) throw new Error('The chat is not shown');
    await page.mouse.move(box.x - 1, 600);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - WIDTH, 600, { steps: 5 });
    await page.mouse.up();
  }
});

function lookOf(part: Locator, properties: readonly string[]): Promise<Record<string, string>> {
  return part.evaluate((element, names) => {
    const style = getComputedStyle(element) as unknown as Record<string, string>;
    return Object.fromEntries(names.map((name) => [name, style[name] ?? '']));
  }, properties);
}
