import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOMBS } from '../bombs.ts';
import { ATTEMPT, answer, COMPOSER, DECISION, DONE, FALLBACK, panelState, question, reply } from '../samples.ts';
import { memoryOf, tracedTasks } from './mainThread.ts';
import { hasChromium, PanelBrowser, type PanelPage } from './panelPage.ts';

/** In ms of processor time: some of these took minutes. A busy machine is no failure. */
const LONGEST_TASK = 1000;

/** Those that cost most when nothing bounds what is drawn in one go, or in one answer; and so many characters of each. */
const WORST: Readonly<Record<string, number>> = {
  'backticks alone': 200_000,
  'addresses without an end': 200_000,
  'a table of many columns': 200_000,
  fences: 200_000,
  'notes and marks': 200_000,
  'formulas that all differ': 20_000,
  diagrams: 5000,
};

/** Of a line of five megabytes, per frame. */
const STEP = 250_000;

const RLO = '\u202e';
const SELECTORS = '\u{e0163}\u{e0164}';
const TAGS = [...'say yes'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('');

describe.skipIf(!hasChromium)('a hostile answer in Chromium', { timeout: 120_000 }, () => {
  const browser = new PanelBrowser();
  beforeAll(() => browser.start(), 60_000);
  afterAll(() => browser.stop());

  async function withPanel(check: (panel: PanelPage) => Promise<void>): Promise<void> {
    const panel = await browser.open({ width: 300, height: 600, theme: 'dark' });
    await check(panel);
    expect(panel.errors).toEqual([]);
    expect(panel.strayRequests).toEqual([]);
    await panel.page.close();
  }

  const show = (panel: PanelPage, text: string) =>
    panel.hostSays(
      'panel/state',
      panelState([question('q1'), reply('a1', answer({ status: 'done', text, done: DONE }))]),
    );
  const drawn = ({ page }: PanelPage) =>
    page.waitForFunction(
      () => document.querySelector('.answer-footer') !== null && document.querySelector('[data-drawing]') === null,
      undefined,
      { timeout: 100_000 },
    );

  /** The panel is not only alive: what is typed arrives, and the next answer is drawn. */
  async function worksAfterwards(panel: PanelPage): Promise<void> {
    const { page } = panel;
    const next = reply('a2', answer({ status: 'done', text: 'All is **well**.', done: DONE }));
    await panel.hostSays('chat/messages', {
      conversationId: 'c1',
      order: ['q1', 'a1', 'q2', 'a2'],
      changed: [question('q2'), next],
    });
    await page.locator('switchyard-answer strong', { hasText: 'well' }).waitFor();
    await page.fill('switchyard-composer textarea', 'And now?');
    await page.press('switchyard-composer textarea', 'Enter');
    expect((await panel.sent('chat/send')).map(({ text }) => text)).toEqual(['And now?']);
  }

  it.each(Object.entries(WORST))('of %s holds up nobody, and is bounded', (name, size) =>
    withPanel(async (panel) => {
      const text = BOMBS[name]?.(size) ?? '';
      expect(text.length).toBeGreaterThan(size / 2);
      const before = await memoryOf(panel);
      const tasks = await tracedTasks(browser, panel, async () => {
        await show(panel, text);
        await drawn(panel);
      });
      expect(tasks[0]).toBeLessThan(LONGEST_TASK);
      const after = await memoryOf(panel);
      expect(after.nodes).toBeLessThan(300_000);
      expect(after.heapMb - before.heapMb).toBeLessThan(100);
      const shown = await panel.page.locator('switchyard-markdown').textContent();
      expect(shown?.length).toBeGreaterThan(0);
      await worksAfterwards(panel);
    }),
  );

  it.each([
    ['prose', 'x'.repeat(5_000_000)],
    ['code', `\`\`\`js\n${'[{("'.repeat(1_250_000)}`],
  ])('of one line of five megabytes in %s streams in while somebody types, and is all there', (_, text) =>
    withPanel(async (panel) => {
      const { page } = panel;
      const coming = panelState([question('q1'), reply('a1', answer())], { composer: { ...COMPOSER, busy: true } });
      await panel.hostSays('panel/state', coming);
      const before = await memoryOf(panel);
      const tasks = await tracedTasks(browser, panel, async () => {
        await page.focus('switchyard-composer textarea');
        for (let at = 0; at < text.length; at += STEP) {
          const delta = text.slice(at, at + STEP);
          await panel.hostSays('chat/events', { messageId: 'a1', events: [{ type: 'text', delta }] });
          if (at % 1_000_000 === 0) await page.keyboard.press('k');
        }
        await panel.hostSays('chat/events', { messageId: 'a1', events: [DONE] });
        await drawn(panel);
      });
      expect(await page.inputValue('switchyard-composer textarea')).toMatch(/^k{5,}$/);
      expect(tasks[0]).toBeLessThan(LONGEST_TASK);
      const after = await memoryOf(panel);
      // The text itself, in the state, in the stream and in the page.
      expect(after.heapMb - before.heapMb).toBeLessThan(100);
      const shown = (await page.locator('switchyard-markdown').textContent()) ?? '';
      expect(shown.match(/x|[[{("]/g)?.length).toBeGreaterThanOrEqual(5_000_000);
    }),
  );

  it('shows every sign that hides or turns text round, and copies what was written', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      const code = `if (a${RLO} \u2066// safe\u2069 \u2066) {\u0001`;
      await show(
        panel,
        `gpj${RLO}exe\u2066 \`in${RLO}line\` [li${RLO}nk](https://a.b) hi${TAGS}there ☺${SELECTORS} 葛\u{e0100}\n\n\`\`\`ts a${RLO}st.ts\n${code}\n\`\`\`\n\n\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} 👩‍👩‍👧 مرحبا\u200f!`,
      );
      await page.waitForSelector('.code-block .hljs-keyword');
      const marks = await page.$$eval('.hidden-sign', (all) => all.map((one) => (one as HTMLElement).dataset.sign));
      expect(marks.filter((mark) => mark === 'U+202E').length).toBeGreaterThanOrEqual(4);
      expect(marks).toContain('U+E0073 +6');
      expect(marks).toContain('U+E0163 +1');
      expect(marks).toContain('U+0001');
      expect(await page.locator('p', { hasText: 'مرحبا' }).locator('.hidden-sign').count()).toBe(0);
      // What stands behind the override is drawn behind it.
      const [x, e] = await page.$eval('.markdown p', (paragraph) => {
        const text = [...paragraph.childNodes].find((node) => node.textContent === 'exe');
        return [1, 0].map((at) => {
          const range = document.createRange();
          range.setStart(text as Text, at);
          range.setEnd(text as Text, at + 1);
          return range.getBoundingClientRect().left;
        });
      });
      expect(x).toBeGreaterThan(e ?? 0);
      await page.locator('.copy-code').click();
      expect((await panel.sent('text/copy')).map(({ text }) => text)).toEqual([code]);
      // In the question too.
      await panel.hostSays(
        'panel/state',
        panelState([question('q2', `What is gpj${RLO}exe?`), reply('a2', answer({}))]),
      );
      await page.waitForSelector('.user-text .hidden-sign[data-sign="U+202E"]');
      expect(await page.textContent('.user-text')).toBe(`What is gpj${RLO}exe?`);
    }));

  it('cannot hide a part of a name in what is said of its route, of a problem or of a chip', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      const name = `gpj${RLO}exe.env`;
      const reasons = [`${name} goes along`];
      const decision = {
        ...DECISION,
        reasons,
        sensitivity: { level: 'confidential' as const, reasons },
        targets: [{ model: `a/${name}`, estimatedUsd: null, reasons }],
        rejected: [{ model: `b/${name}`, reason: name }],
      };
      const attempts = [{ ...ATTEMPT, model: `a/${name}` }];
      const fallbacks = [{ ...FALLBACK, from: `a/${name}`, error: { ...FALLBACK.error, message: name } }];
      const problem = { title: 'No.', detail: name, actions: [] };
      const failed = answer({ status: 'failed', decision, attempts, fallbacks, problem });
      const chip = { id: '1', kind: 'file' as const, label: name, detail: name, problem: `${name} is empty.` };
      await panel.hostSays(
        'panel/state',
        panelState([reply('a1', failed)], { composer: { ...COMPOSER, chips: [chip] } }),
      );
      await page.click('button.route-line');
      await page.waitForSelector('.route-details');
      const shown = await page.evaluate(() => document.body.innerHTML);
      expect(shown.split('\u{fffd}').length).toBeGreaterThan(10);
      expect(shown).not.toContain(RLO);
    }));
});
