import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { simulatedSettings } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { Workbench } from './harness/workbench.ts';

const MODEL = 'east/quick-one';
const CODE = `// Reads everything there is.
export class Pager {
  private readonly most = 42;
  async load(list: string[]): Promise<void> {
    const first = await this.read('begin');
    if (typeof first === 'number') return;
    for (let page = 1; page < 7; page++) show(null);
  }
}
`;
/** One of each kind of word in it. */
const WORDS =
  'Reads export class Pager private 42 async load const await this read begin typeof return for show null'.split(' ');

const THEMES = ['Light Modern', 'Default High Contrast', 'Default High Contrast Light', 'Dark Modern'];
/** Themes whose own colours, the editor's included, have less contrast than axe-core asks for: they are pictured, not audited. */
const SOFT_THEMES = ['Monokai', 'Solarized Light'];

describeEndToEnd('The colours of code', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({ providers: { east: { models: { 'quick-one': {} } } } });
    workbench = await Workbench.launch({
      files: { 'web/pager.ts': CODE },
      settings: {
        ...simulatedSettings(simulator.baseUrl, [MODEL]),
        // A language server knows more than colours of syntax.
        'editor.semanticHighlighting.enabled': false,
        'window.autoDetectColorScheme': false,
      },
    });
    panel = new ChatPanel(workbench);
    await workbench.openSwitchyard();
    await panel.input();
    simulator.script('east', 'quick-one', { text: `Here:\n\n\`\`\`ts\n${CODE}\`\`\`\n` });
    await panel.askAndWait('Show me the pager');
    await (await panel.part('.hljs-keyword')).first().waitFor();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  for (const theme of THEMES) {
    test(`are those of the editor in ${theme}`, async () => {
      await dress(theme);
      await sameAsInEditor();
      await workbench.screenshot(`code-${theme.replaceAll(' ', '-')}`);
    });
  }

  test(`are those of the editor in ${SOFT_THEMES.join(' and ')}`, async () => {
    for (const theme of SOFT_THEMES) {
      await dress(theme);
      await sameAsInEditor();
      await workbench.picture(`code-${theme.replaceAll(' ', '-')}`);
    }
    await dress('Dark Modern');
  });

  test('follow what the user changes in the theme, at once', async () => {
    await workbench.setSettings({
      'workbench.colorTheme': 'Dark Modern',
      'editor.tokenColorCustomizations': {
        comments: '#99bbdd',
        '[Dark Modern]': {
          textMateRules: [{ scope: 'keyword.control', settings: { foreground: '#ff00ff', fontStyle: 'italic' } }],
        },
        '[Monokai]': { strings: '#445566' },
      },
    });
    await poll('the new colours', async () => {
      const colors = await colorsOf(await panel.part('.code-block code'));
      return colors.Reads === 'rgb(153, 187, 221) normal' && colors.return === 'rgb(255, 0, 255) italic';
    });
    await sameAsInEditor();
  });

  test('stay near the theme where its file is not to be had', async () => {
    const frame = await panel.frame();
    const before = await colorsOf(await panel.part('.code-block code'));
    await frame.evaluate(() => {
      document.body.dataset.vscodeThemeId = 'A theme of another machine';
    });
    await poll('other colours', async () => {
      const colors = await colorsOf(await panel.part('.code-block code'));
      return colors.return !== before.return && colors.return !== colors.Pager;
    });
  });

  async function dress(theme: string): Promise<void> {
    await workbench.setSettings({ 'workbench.colorTheme': theme });
    await (await panel.locator(`body[data-vscode-theme-id="${theme}"]`)).waitFor();
  }

  async function sameAsInEditor(): Promise<void> {
    const tab = workbench.page.locator('.tabs-container .tab.active[data-resource-name="pager.ts"]');
    if ((await tab.count()) === 0) await new TextEditor(workbench).open('web/pager.ts');
    const editor = workbench.page.locator('.editor-group-container.active .view-lines').first();
    let [ours, theirs] = [{}, {}];
    await poll('the colours of the editor', async () => {
      theirs = await colorsOf(editor);
      ours = await colorsOf(await panel.part('.code-block code'));
      return JSON.stringify(ours) === JSON.stringify(theirs);
    }).catch(() => undefined);
    expect(ours).toEqual(theirs);
    expect(new Set(Object.values(ours)).size).toBeGreaterThan(3);
  }
});

/** The colour and slant of each word where it occurs first, by the word. */
function colorsOf(code: Locator): Promise<Record<string, string>> {
  return code.evaluate((root, words) => {
    const found: Record<string, string> = {};
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const look = getComputedStyle(node.parentElement ?? document.body);
      for (const word of words) {
        if (new RegExp(`\\b${word}\\b`).test(node.textContent ?? '')) {
          found[word] ??= `${look.color} ${look.fontStyle}`;
        }
      }
    }
    return Object.fromEntries(words.map((word) => [word, found[word] ?? 'missing']));
  }, WORDS);
}
