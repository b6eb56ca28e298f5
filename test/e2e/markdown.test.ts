import type { ConsoleMessage } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { RICH } from '../webview/rich.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { findOverflow } from './harness/overflow.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { textOf } from './harness/textOf.ts';
import { Workbench } from './harness/workbench.ts';

const PAGER = `// Pages
export const SIZE = 25;
export async function readAll(limit = SIZE) {
  return limit;
}
`;
const FILES = {
  'src/pager.ts': PAGER,
  'notes.md': '# Notes\n\nSecond.\n',
  'packages/one/entry.ts': 'export const one = 1;\n',
  'packages/two/entry.ts': 'export const two = 2;\n',
};
const PLACES = `See \`entry.ts\`, \`packages/two/entry.ts:1\`, \`src/\`, \`../../../etc/passwd\`, \`/etc/passwd\`,
[out](../../etc/passwd), [run](command:workbench.action.files.newUntitledFile), \`readNothing\` and \`1.2.3\`.

Done.`;

describeEndToEnd('Markdown', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;
  const complaints: string[] = [];

  beforeAll(async () => {
    simulator = await startSimulator({ providers: { fast: { models: { flash: {} } } } });
    workbench = await Workbench.launch({
      files: FILES,
      settings: {
        ...simulatedSettings(simulator.baseUrl, ['fast/flash']),
        'workbench.colorTheme': 'Default Dark Modern',
      },
      viewport: { width: 1280, height: 1600 },
    });
    panel = new ChatPanel(workbench);
    workbench.page.on('console', (message: ConsoleMessage) => {
      // What Mermaid writes into style elements is refused, which is meant: `allowStyles` has applied it already.
      const { url } = message.location();
      if (message.type() === 'error' && url.includes('/dist/webview/')) complaints.push(message.text());
    });
    await new TextEditor(workbench).open('src/pager.ts');
    await workbench.openSwitchyard();
    await workbench.sidebarWidth(560);
    await panel.input();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  test('draws formulas, tasks, notes, tables, terminal colours and a diagram', async () => {
    simulator.script('fast', 'flash', { text: RICH, reasoning: 'First the bound. '.repeat(20), tokensPerSecond: 400 });
    await panel.ask('Show me everything');
    await panel.answered(1);
    const answer = await panel.part('switchyard-markdown');
    await answer.locator('.diagram img').first().waitFor();
    const size = await answer.locator('.diagram img').evaluate((image: HTMLImageElement) => image.naturalWidth);
    expect(size).toBeGreaterThan(200);
    expect(await answer.locator('.diagram img').getAttribute('alt')).toBe('Diagram: flowchart LR');
    expect(await textOf(answer.locator('.diagram-problem'))).toContain('could not be drawn');
    expect(await answer.locator('.math > math').count()).toBe(5);
    expect(await answer.locator('.math-broken').allInnerTexts()).toEqual(['$\\frac{1}{$', '$\\undefinedmacro{x}$']);
    expect(await answer.getByRole('checkbox', { name: 'Done', exact: true }).isChecked()).toBe(true);
    expect(await answer.getByRole('checkbox', { name: 'Not done' }).count()).toBe(2);
    await answer.locator('pre .ansi-green', { hasText: '✓' }).waitFor();
    await answer.locator('.hljs-keyword').first().waitFor();
    expect(await answer.getByRole('table').getByRole('columnheader').count()).toBe(4);
    await workbench.screenshot('markdown-dark');
    expect(complaints).toEqual([]);
  });

  test('reasoning is folded with its time and length, and stays so after a reload', async () => {
    const summary = await textOf(await panel.part('.reasoning summary'));
    expect(summary).toMatch(/Thought for [\d.]+\s(?:ms|s) · \d+ (?:characters|tokens)/);
    await workbench.reload();
    await workbench.openSwitchyard();
    await panel.answered(1);
    // The panel's clock and the host's differ by a frame.
    const lengthOf = (text: string) => /· .*/.exec(text)?.[0];
    expect(lengthOf(await textOf(await panel.part('.reasoning summary')))).toBe(lengthOf(summary));
  });

  test('a note is reached by its mark and left by its arrow, with the keys alone', async () => {
    const mark = (await panel.frame()).getByRole('button', { name: 'Footnote note' });
    await mark.focus();
    await mark.press('Enter');
    const back = (await panel.part('.footnote', -1)).last().locator('.footnote-back');
    await poll('the arrow has the focus', async () => back.evaluate((element) => element === document.activeElement));
    await back.press('Enter');
    await poll('the mark has the focus', async () => mark.evaluate((element) => element === document.activeElement));
  });

  test('a file and a symbol that are there become links that open the right line', async () => {
    const file = await panel.part('.place-link', -1);
    await file.filter({ hasText: 'src/pager.ts:3' }).waitFor();
    await workbench.runCommand('View: Close All Editors');
    await file.filter({ hasText: 'src/pager.ts:3' }).click();
    await active('pager.ts', 3);
    await file.filter({ hasText: 'the notes' }).click();
    await active('notes.md', 2);
    expect(await file.filter({ hasText: 'missing' }).count()).toBe(0);
  });

  test('only places inside the workspace are links; of several the reader chooses', async () => {
    simulator.script('fast', 'flash', { text: PLACES });
    await panel.newChat();
    await panel.ask('Which places are there, and where is readAll?');
    await panel.answered(1);
    const links = await panel.part('.place-link');
    await links.first().waitFor();
    expect(await links.allInnerTexts()).toEqual(['entry.ts', 'packages/two/entry.ts:1', 'src/']);
    await links.first().click();
    expect((await workbench.quick.labels()).map((label) => label.trim())).toEqual([
      'packages/one/entry.ts',
      'packages/two/entry.ts',
    ]);
    await workbench.quick.pick('packages/one/entry.ts');
    await active('entry.ts', 1);
    simulator.script('fast', 'flash', { text: 'It is `readAll` and `SIZE`.\n\nDone.' });
    await new TextEditor(workbench).open('src/pager.ts');
    await panel.ask('And the symbol?');
    await panel.answered(2);
    const symbol = (await panel.part('.place-link')).first();
    await symbol.click({ modifiers: ['Control'] });
    const groups = workbench.page.locator('.editor-group-container');
    await poll('the group beside', async () => (await groups.count()) === 2);
    await active('pager.ts', 3);
  });

  test('follows the theme, and at 220 pixels only blocks scroll sideways', async () => {
    simulator.script('fast', 'flash', { text: RICH });
    await panel.newChat();
    await panel.ask('Once more');
    await panel.answered(1);
    const picture = (await panel.part('.diagram img')).first();
    const dark = await picture.getAttribute('src');
    await workbench.setTheme('light');
    const light = await poll('the diagram is drawn anew', async () => {
      const source = await picture.getAttribute('src');
      return source === dark ? undefined : source;
    });
    expect(light).not.toBe(dark);
    await workbench.screenshot('markdown-light');
    await workbench.sidebarWidth(220);
    await workbench.page.waitForTimeout(500);
    expect(await (await panel.frame()).evaluate(findOverflow)).toEqual([]);
    await workbench.screenshot('markdown-narrow');
  });

  async function active(name: string, line: number): Promise<void> {
    await workbench.page.locator(`.tabs-container .tab.active[data-resource-name="${name}"]`).first().waitFor();
    await poll(`line ${line}`, async () =>
      (await textOf(workbench.page.locator('.part.statusbar'))).includes(`Ln ${line},`),
    );
  }
});
