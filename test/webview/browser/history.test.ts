import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryPage, HistoryRow } from '../../../src/protocol/messages/historyMessages.ts';
import { axeFindings } from '../../e2e/harness/axe.ts';
import { panelState } from '../samples.ts';
import { hasChromium, PanelBrowser, type PanelPage } from './panelPage.ts';

const DAY = 86_400_000;

function row(id: string, parts: Partial<HistoryRow> = {}): HistoryRow {
  const title = parts.title ?? `Chat ${id}`;
  return {
    ...{ id, title, titleParts: [{ text: title, marked: false }], snippet: [], question: 'What was asked last?' },
    ...{ updatedAt: Date.now(), model: 'sim/small', pinned: false, archived: false },
    ...{ workspace: null, open: false, busy: false, waits: false, newer: false },
    ...parts,
  };
}

function page(sequence: number, rows: HistoryRow[], parts: Partial<HistoryPage> = {}): HistoryPage {
  return {
    ...{ sequence, offset: 0, total: rows.length, rows, workspace: 'app', reading: false },
    ...{ models: ['sim/large', 'sim/small'], tasks: ['chat', 'fix'] },
    ...parts,
  };
}

describe.skipIf(!hasChromium)('the list of chats in Chromium', { timeout: 30_000 }, () => {
  const browser = new PanelBrowser();
  beforeAll(() => browser.start(), 60_000);
  afterAll(() => browser.stop());

  async function withList(rows: HistoryRow[], check: (panel: PanelPage) => Promise<void>, width = 300): Promise<void> {
    const panel = await browser.open({ width, height: 600, theme: 'dark' });
    await panel.hostSays('panel/state', panelState([]));
    await panel.hostSays('history/show', {});
    await panel.page.waitForSelector('.history-search input');
    await answer(panel, rows);
    await check(panel);
    expect(panel.errors).toEqual([]);
    await panel.page.close();
  }
  const asked = async (panel: PanelPage) =>
    (await panel.sent('history/list')).at(-1) as { sequence: number; offset: number; filter: Record<string, unknown> };
  const answer = async (panel: PanelPage, rows: HistoryRow[], parts: Partial<HistoryPage> = {}) =>
    panel.hostSays('history/page', page((await asked(panel)).sequence, rows, parts));
  const names = (panel: PanelPage) => panel.page.locator('.history-name').allInnerTexts();
  const focused = (panel: PanelPage) =>
    panel.page.evaluate(
      () => document.activeElement?.closest<HTMLElement>('.history-row')?.dataset.id ?? document.activeElement?.tagName,
    );

  it('groups chats by day, pinned ones first, each with its time and model', () =>
    withList(
      [
        row('p', { pinned: true, updatedAt: Date.now() - 90 * DAY }),
        row('a', { open: true }),
        row('b', { updatedAt: Date.now() - DAY, workspace: 'other' }),
        row('c', { updatedAt: Date.now() - 400 * DAY, model: null, title: '', titleParts: [] }),
      ],
      async (panel) => {
        expect(await panel.page.locator('.history-group').allInnerTexts()).toEqual([
          'Pinned',
          'Today',
          'Yesterday',
          'Older',
        ]);
        expect(await panel.page.locator('.history-meta').allInnerTexts()).toEqual([
          '3mo ago · small',
          'now · small',
          'yesterday · small · other',
          'last yr.',
        ]);
        expect((await names(panel)).at(-1)).toBe('What was asked last?');
        expect(await panel.page.locator('[aria-current="true"]').count()).toBe(1);
      },
    ));

  it('lists a chat of a newer version, and does nothing with it', () =>
    withList([row('a', { newer: true }), row('b', { newer: true, title: '' })], async (panel) => {
      expect(await names(panel)).toEqual(['Chat a', 'A chat']);
      const first = panel.page.locator('.history-row').first();
      expect(await first.textContent()).toContain('Written by a newer Switchyard: update to open it');
      await panel.page.keyboard.press('ArrowDown');
      for (const key of ['Delete', 'F2', 'Enter']) await panel.page.keyboard.press(key);
      await panel.page.mouse.click(50, 150);
      await panel.settle();
      for (const method of ['history/open', 'history/delete']) expect(await panel.sent(method)).toEqual([]);
      expect(await panel.page.locator('.history-actions, .history-name-input').count()).toBe(0);
      expect(await axeFindings(panel.page, 'switchyard-history')).toEqual([]);
    }));

  it('says which chat waits for its model', () =>
    withList([row('a', { waits: true }), row('b')], async ({ page }) => {
      const [first, second] = await page.locator('.history-meta').allTextContents();
      expect(first).toMatch(/^waits for its model · /);
      expect(second).not.toContain('waits');
    }));

  it('gives axe nothing to find, with chats and without', () =>
    withList([row('a', { pinned: true }), row('b', { open: true, busy: true })], async (panel) => {
      expect(await axeFindings(panel.page, 'switchyard-history')).toEqual([]);
      await panel.page.keyboard.press('ArrowDown');
      await panel.page.keyboard.press('F2');
      await panel.settle();
      expect(await axeFindings(panel.page, 'switchyard-history')).toEqual([]);
      await panel.page.keyboard.press('Escape');
      await panel.page.keyboard.press('Delete');
      await panel.settle();
      expect(await axeFindings(panel.page, 'switchyard-history')).toEqual([]);
      await panel.hostSays('history/changed', {});
      await answer(panel, []);
      expect(await axeFindings(panel.page, 'switchyard-history')).toEqual([]);
    }));

  it('is walked with the arrows; the keys of the editor rename, delete and leave', () =>
    withList([row('a'), row('b'), row('c')], async (panel) => {
      const { keyboard } = panel.page;
      expect(await focused(panel)).toBe('INPUT');
      for (const [key, id] of [
        ['ArrowDown', 'a'],
        ['ArrowDown', 'b'],
        ['End', 'c'],
        ['ArrowDown', 'c'],
        ['Home', 'a'],
        ['ArrowUp', 'INPUT'],
      ] as const) {
        await keyboard.press(key);
        await panel.settle();
        expect([key, await focused(panel)]).toEqual([key, id]);
      }
      await keyboard.press('ArrowDown');
      await keyboard.press('F2');
      await panel.settle();
      await keyboard.type('New name');
      await keyboard.press('Enter');
      expect(await panel.sent('history/rename')).toEqual([{ id: 'a', title: 'New name' }]);
      await panel.settle();
      await keyboard.press('F2');
      await panel.settle();
      await keyboard.type('Never mind');
      await keyboard.press('Escape');
      await panel.settle();
      expect(await panel.sent('history/rename')).toHaveLength(1);
      expect(await focused(panel)).toBe('a');
      await keyboard.press('Delete');
      await panel.settle();
      expect(await panel.sent('history/delete')).toEqual([{ id: 'a' }]);
      expect(await names(panel)).toEqual(['Chat b', 'Chat c']);
      expect(await focused(panel)).toBe('b');
      expect(await panel.page.locator('.history-undo-bar').textContent()).toContain('Deleted “Chat a”.');
      await panel.page.locator('.history-undo-bar .undo').click();
      expect(await panel.sent('history/restore')).toEqual([{ id: 'a' }]);
      await keyboard.press('Escape');
      await panel.settle();
      expect(await panel.page.locator('switchyard-history').count()).toBe(0);
      expect(await focused(panel)).toBe('TEXTAREA');
    }));

  it('stays when it is asked for again, until its reader leaves it', () =>
    withList([row('a')], async (panel) => {
      await panel.hostSays('history/show', {});
      expect(await names(panel)).toEqual(['Chat a']);
      await panel.page.locator('.history-head vscode-button').first().click();
      await panel.settle();
      expect(await panel.page.locator('switchyard-history').count()).toBe(0);
    }));

  it('takes the keyboard when the focused chat is gone, but not from the rest of the editor', () =>
    withList([row('a'), row('b'), row('c')], async (panel) => {
      const goes = async (rows: HistoryRow[]) => {
        await panel.page.locator('[data-id="b"] .history-main').focus();
        await panel.page.evaluate(() => (document.activeElement as HTMLElement).blur());
        await panel.hostSays('history/changed', {});
        await answer(panel, rows);
      };
      await goes([row('a'), row('b')]);
      expect(await focused(panel)).toBe('INPUT');
      await panel.page.evaluate(() => {
        document.hasFocus = () => false;
      });
      await goes([row('a'), row('b'), row('c')]);
      expect(await focused(panel)).toBe('BODY');
    }));

  it('asks for what is typed once, and for the next page near its end', () =>
    withList(
      Array.from({ length: 50 }, (_, n) => row(`${n}`)),
      async (panel) => {
        await answer(
          panel,
          Array.from({ length: 50 }, (_, n) => row(`${n}`)),
          { total: 120 },
        );
        await panel.hostSays('history/changed', {});
        await answer(
          panel,
          Array.from({ length: 50 }, (_, n) => row(`${n}`)),
          { total: 120 },
        );
        await panel.page.locator('.history-list').evaluate((list) => list.scrollTo(0, list.scrollHeight));
        await panel.page.waitForFunction(() =>
          (window as unknown as { sent: { params: { offset?: number } }[] }).sent.some(
            ({ params }) => params.offset === 50,
          ),
        );
        await answer(
          panel,
          Array.from({ length: 50 }, (_, n) => row(`${n + 50}`)),
          { total: 120, offset: 50 },
        );
        expect(await names(panel)).toHaveLength(100);
        const before = (await panel.sent('history/list')).length;
        await panel.page.locator('.history-search input').evaluate((input: HTMLInputElement) => {
          for (const text of ['a', 'ab', 'abc']) {
            input.value = text;
            input.dispatchEvent(new Event('input'));
          }
        });
        await panel.page.waitForTimeout(300);
        expect(await panel.sent('history/list')).toHaveLength(before + 1);
        expect(await asked(panel)).toMatchObject({ offset: 0, filter: { text: 'abc', workspace: 'this' } });
        await answer(panel, [
          row('x', {
            snippet: [
              { text: 'an ', marked: false },
              { text: 'abc', marked: true },
            ],
          }),
        ]);
        expect(await panel.page.locator('.history-snippet mark').textContent()).toBe('abc');
        expect(await panel.page.locator('.history-group').allInnerTexts()).toEqual(['Results']);
        expect(await panel.page.locator('[role="status"]', { hasText: '1 chat' }).count()).toBe(1);
      },
    ));

  it('says why it is empty, and what to do, and fits into 220 pixels', () =>
    withList(
      [],
      async (panel) => {
        const empty = panel.page.locator('.history-empty');
        expect(await empty.textContent()).toContain('No chats in this workspace yet');
        await empty.getByText('All workspaces').click();
        expect((await asked(panel)).filter).toMatchObject({ workspace: 'all' });
        await answer(panel, [
          row('a', { title: 'A very long title that does not fit into so narrow a list of chats' }),
        ]);
        await panel.page.locator('select[aria-label="Task"]').selectOption('fix');
        expect((await asked(panel)).filter).toMatchObject({ workspace: 'all', task: 'fix' });
        await answer(panel, []);
        expect(await empty.textContent()).toContain('No chats found');
        await empty.getByText('Clear Filters').click();
        expect((await asked(panel)).filter).toMatchObject({ workspace: 'this', task: null });
        expect(await panel.page.evaluate(() => document.documentElement.scrollWidth)).toBe(220);
      },
      220,
    ));
});
