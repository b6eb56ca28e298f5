import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrailPage, TrailRecord, TrailRow } from '../../../src/protocol/messages/trailMessages.ts';
import { axeFindings } from '../../e2e/harness/axe.ts';
import { ATTEMPT, answer, DECISION, DONE, FALLBACK, panelState, question, reply } from '../samples.ts';
import { hasChromium, PanelBrowser, type PanelPage } from './panelPage.ts';

const SHOWN: Omit<TrailRow, 'id' | 'at' | 'task' | 'fallbacks'> = {
  ...{
    source: 'panel',
    outcome: 'answered',
    errorKind: null,
    model: 'sim/small',
    usage: DONE.usage,
    costUsd: 0.000428,
  },
  ...{ costSource: 'priced', estimated: false, totalMs: 2120, fromCache: false, fireDrill: false },
};

function row(id: string, parts: Partial<TrailRow> = {}): TrailRow {
  return { ...SHOWN, id, at: Date.now(), task: 'code', fallbacks: 0, ...parts };
}

function record(id: string, parts: Partial<TrailRecord> = {}): TrailRecord {
  const tried = { startedAt: Date.now(), usage: DONE.usage, costUsd: 0.000428, estimated: false };
  return {
    ...{ ...SHOWN, id, at: Date.now(), decision: DECISION, promptsVersion: '1a2b3c4d', firstTokenMs: 340 },
    fallbacks: [{ ...FALLBACK, error: { kind: 'rateLimit', status: 429, message: '' } }],
    attempts: [
      { ...tried, model: 'deepseek/deepseek-chat', outcome: 'rateLimit', usage: null, firstTokenMs: null, totalMs: 80 },
      { ...tried, model: 'openai/gpt-5-mini', outcome: 'ok', firstTokenMs: 340, totalMs: 2040 },
    ],
    checks: [],
    chat: { id: 'c1', title: 'How pages are counted' },
    texts: null,
    ...parts,
  };
}

describe.skipIf(!hasChromium)('the audit trail in Chromium', { timeout: 30_000 }, () => {
  const browser = new PanelBrowser();
  beforeAll(() => browser.start(), 60_000);
  afterAll(() => browser.stop());

  async function withPanel(check: (panel: PanelPage) => Promise<void>, width = 300): Promise<void> {
    const panel = await browser.open({ width, height: 600, theme: 'dark' });
    const finished = answer({ status: 'done', text: 'So.', decision: DECISION, attempts: [ATTEMPT], done: DONE });
    await panel.hostSays('panel/state', panelState([question('q1'), reply('a1', finished)]));
    await check(panel);
    expect(panel.errors).toEqual([]);
    await panel.page.close();
  }
  const withTrail = (rows: TrailRow[], check: (panel: PanelPage) => Promise<void>, parts: Partial<TrailPage> = {}) =>
    withPanel(async (panel) => {
      await panel.hostSays('trail/show', {});
      await panel.page.waitForSelector('.history-search input');
      await page(panel, rows, parts);
      await check(panel);
    });
  const asked = async (panel: PanelPage) =>
    (await panel.sent('trail/list')).at(-1) as { sequence: number; before: number | null; filter: object };
  async function page(panel: PanelPage, rows: TrailRow[], parts: Partial<TrailPage> = {}): Promise<void> {
    const { sequence, before } = await asked(panel);
    const kept = { next: null, models: ['sim/large', 'sim/small'], tasks: ['chat' as const, 'code' as const] };
    await panel.hostSays('trail/page', {
      ...{ sequence, goesOn: before !== null, rows, ...kept, days: 90, texts: false },
      ...parts,
    });
  }
  const focused = (panel: PanelPage) =>
    panel.page.evaluate(() => {
      const at = document.activeElement;
      return at?.closest<HTMLElement>('.trail-row')?.dataset.id ?? (at?.className || at?.tagName);
    });
  const lines = (panel: PanelPage) => panel.page.locator('.trail-row').allInnerTexts();

  it('tells of each request what it was, how it ended, when, and what it took', () =>
    withTrail(
      [
        row('a', { fallbacks: 1, estimated: true }),
        row('b', { outcome: 'failed', errorKind: 'auth', task: 'chat', usage: null, costUsd: 0, source: 'cli' }),
        row('c', { outcome: 'stopped', model: null, costUsd: null, totalMs: null }),
        row('d', { outcome: 'unfinished', fallbacks: 0, source: 'newer' }),
        row('e', {
          ...{ outcome: 'failed', errorKind: 'fireDrill', fireDrill: true, source: 'fireDrill' },
          ...{ usage: { ...DONE.usage, inputTokens: 0, outputTokens: 0 }, costUsd: 0, totalMs: 2 },
        }),
        row('f', { fireDrill: true, fallbacks: 1 }),
        row('g', { fireDrill: true, source: 'fireDrill' }),
      ],
      async (panel) => {
        expect(
          (await lines(panel)).map((line) =>
            line
              .replaceAll('\u00a0', ' ')
              .split(/\s*\n\s*/)
              .slice(-3),
          ),
        ).toEqual([
          ['Code → small', '≈$0.000428', 'answered after a fallback · now · 1.2k in, 345 out · 2.1 s'],
          ['Chat → small', '$0', 'failed: key refused · now · 2.1 s · command line'],
          ['Code → nobody was asked', 'cost unknown', 'stopped · now · 1.2k in, 345 out'],
          ['Code → small', '$0.000428', 'no end is known · now · 1.2k in, 345 out · 2.1 s · newer'],
          ['Code → small', '$0', 'failed: fire drill · now · 2 ms'],
          ['Code → small', '$0.000428', 'answered after a fallback · fire drill · now · 1.2k in, 345 out · 2.1 s'],
          ['Code → small', '$0.000428', 'answered · fire drill · now · 1.2k in, 345 out · 2.1 s'],
        ]);
        expect(await panel.page.locator('.trail-note').textContent()).toBe(
          'Requests are kept for 90 days. Their texts are not kept. Change',
        );
        await panel.page.click('.trail-note button');
        await panel.page.click('[aria-label="Export Audit Trail…"]');
        await panel.settle();
        expect([await panel.sent('trail/settings'), await panel.sent('trail/export')]).toEqual([[{}], [{}]]);
      },
    ));

  it('is walked with the arrows; Enter opens a request, Escape leads back to its row, and from there to the chat', () =>
    withTrail([row('a'), row('b'), row('c')], async (panel) => {
      const { keyboard } = panel.page;
      expect(await focused(panel)).toBe('INPUT');
      for (const [key, id] of [
        ['ArrowDown', 'a'],
        ['ArrowDown', 'b'],
        ['End', 'c'],
        ['ArrowDown', 'c'],
        ['Home', 'a'],
        ['ArrowUp', 'INPUT'],
        ['ArrowDown', 'a'],
        ['ArrowDown', 'b'],
        ['Enter', 'trail-title'],
      ] as const) {
        await keyboard.press(key);
        await panel.settle();
        expect([key, await focused(panel)]).toEqual([key, id]);
      }
      expect(await panel.sent('trail/read')).toEqual([{ id: 'b' }]);
      await panel.hostSays('trail/record', { id: 'b', record: record('b') });
      await keyboard.press('Escape');
      await panel.settle();
      expect(await focused(panel)).toBe('b');
      await keyboard.press('Escape');
      await panel.settle();
      expect(await panel.page.locator('switchyard-trail').count()).toBe(0);
      expect(await focused(panel)).toBe('TEXTAREA');
    }));

  it('says of a request that a fire drill took down all it tried, and not that somebody was paid', () =>
    withTrail([row('a')], async (panel) => {
      const drilled = {
        startedAt: Date.now(),
        outcome: 'fireDrill' as const,
        usage: null,
        costUsd: 0,
        estimated: false,
      };
      const down = { ...drilled, firstTokenMs: null, totalMs: 0 };
      await panel.page.click('.trail-row button');
      await panel.settle();
      const fallbacks = [{ ...FALLBACK, error: { kind: 'network' as const, message: '' } }];
      const failed = { outcome: 'failed', errorKind: 'fireDrill', fireDrill: true, source: 'fireDrill' } as const;
      const attempts = [
        { ...down, model: FALLBACK.from },
        { ...down, model: FALLBACK.to },
      ];
      const nothing = { usage: null, costUsd: 0, chat: null };
      await panel.hostSays('trail/record', {
        id: 'a',
        record: record('a', { ...failed, ...nothing, fallbacks, attempts }),
      });
      const shown = ((await panel.page.locator('.trail-record').textContent()) ?? '').replace(/\s+/g, ' ');
      expect(shown).toContain('failed: fire drill');
      expect(shown).toMatch(/deepseek\/deepseek-chat fire drill · [\d:]+/);
      expect(shown).toContain('deepseek-chat: fire drill →');
      expect(shown).toMatch(/Asked by\s*fire drill/);
      for (const wrong of ['not reachable', 'nobody was asked', 'price list']) expect(shown).not.toContain(wrong);
    }));

  it('says of a cascade what was not shown, which check spoke against it, and what it has cost', () =>
    withTrail([row('a')], async (panel) => {
      await panel.page.click('.trail-row button');
      await panel.settle();
      const call = { startedAt: Date.now(), outcome: 'ok' as const, usage: DONE.usage, estimated: false };
      const attempts = [
        { ...call, model: 'sim/tiny', part: 'draft' as const, costUsd: 0.0001, firstTokenMs: 20, totalMs: 80 },
        { ...call, model: 'sim/other', part: 'check' as const, costUsd: 0.0002, firstTokenMs: 20, totalMs: 90 },
        { ...call, model: 'sim/small', part: 'stronger' as const, costUsd: 0.0003, firstTokenMs: 20, totalMs: 95 },
      ];
      const checks = [
        { model: 'sim/tiny', name: 'form', passed: true, score: 1 },
        { model: 'sim/tiny', name: 'a second answer', passed: false, score: 0.123 },
      ];
      await panel.hostSays('trail/record', { id: 'a', record: record('a', { attempts, checks, fallbacks: [] }) });
      const shown = ((await panel.page.locator('.trail-record').textContent()) ?? '').replace(/\s+/g, ' ');
      expect(shown).toMatch(/sim\/tiny answered, not shown · .*80 ms in all.* · \$0\.0001/);
      expect(shown).toMatch(/sim\/other asked for a check only · .* · \$0\.0002/);
      expect(shown).toMatch(/sim\/small answered · .* · \$0\.0003/);
      expect(shown).toMatch(/Checks\s*sim\/tiny form passed \(100%\)\s*sim\/tiny a second answer did not pass \(12%\)/);
    }));

  it('opens a request with its decision, attempts, prompts and kept texts, and leads to its chat', () =>
    withTrail([row('a')], async (panel) => {
      await panel.page.click('.trail-row button');
      await panel.settle();
      expect(await focused(panel)).toBe('trail-title');
      const texts = { messages: [{ role: 'user', text: '<b>what?</b>' }], answer: 'that' };
      await panel.hostSays('trail/record', { id: 'a', record: record('a', { texts }) });
      const shown = ((await panel.page.locator('.trail-record').textContent()) ?? '').replace(/\s+/g, ' ');
      expect(shown).toContain('no key is stored for Groq');
      expect(shown).toContain('1a2b3c4d');
      expect(shown).toMatch(/deepseek\/deepseek-chat rate limited · .* · 80 ms in all · \$0\.000428/);
      expect(shown).toContain('deepseek-chat: rate limited → gpt-5-mini');
      await panel.page.click('.trail-text summary');
      expect(await panel.page.locator('.trail-text pre').first().textContent()).toBe('<b>what?</b>');
      expect(await axeFindings(panel.page, 'switchyard-trail')).toEqual([]);
      await panel.page.click('.trail-record .history-link');
      await panel.settle();
      expect(await panel.sent('history/open')).toEqual([{ id: 'c1' }]);
      expect(await panel.page.locator('switchyard-trail').count()).toBe(0);
    }));

  it('is led to from an answer, and back to it; it says so where nothing is kept of that', () =>
    withPanel(async (panel) => {
      await panel.page.click('.route-line');
      await panel.page.click('.route-details .history-link');
      await panel.page.waitForSelector('.trail-title');
      expect([await panel.sent('trail/read'), await panel.sent('trail/list')]).toEqual([[{ id: 'a1' }], []]);
      await panel.hostSays('trail/record', { id: 'a1', record: null });
      expect(await panel.page.locator('.history-empty').textContent()).toContain('Nothing is kept of this request');
      expect(await axeFindings(panel.page, 'switchyard-trail')).toEqual([]);
      await panel.page.keyboard.press('Escape');
      await panel.settle();
      expect(await panel.page.locator('switchyard-trail').count()).toBe(0);
    }));

  it('fetches page after page as its end comes into sight, and begins anew when it is narrowed', () =>
    withTrail(
      Array.from({ length: 50 }, (_, n) => row(`a${n}`)),
      async (panel) => {
        const first = await asked(panel);
        expect(first.before).toBeNull();
        await panel.page.locator('.trail-row').nth(49).scrollIntoViewIfNeeded();
        await expect.poll(async () => (await asked(panel)).before).toBe(950);
        await page(
          panel,
          Array.from({ length: 50 }, (_, n) => row(`b${n}`)),
        );
        expect(await panel.page.locator('.trail-row').count()).toBe(100);
        expect((await panel.sent('trail/list')).length).toBe(2);
        await panel.page.selectOption('[aria-label="Outcome"]', 'fellBack');
        await panel.settle();
        expect(await asked(panel)).toMatchObject({ before: null, filter: { outcome: 'fellBack' } });
        await page(panel, [], { next: 400 });
        // Nothing fits so far: it is searched on.
        await expect.poll(async () => (await asked(panel)).before).toBe(400);
        expect(await panel.page.locator('.history-empty').textContent()).toContain('Searching');
        await page(panel, []);
        expect(await panel.page.locator('.history-empty').textContent()).toContain('No requests found');
        await panel.page.click('.history-empty .history-link');
        await panel.settle();
        expect(await asked(panel)).toMatchObject({ before: null, filter: { outcome: null } });
        expect(await focused(panel)).toBe('INPUT');
      },
      { next: 950 },
    ));

  it('gives axe nothing to find in the list, empty or not, and shows what is asked meanwhile', () =>
    withTrail([row('a', { fallbacks: 2 }), row('b', { outcome: 'failed', errorKind: 'server' })], async (panel) => {
      expect(await axeFindings(panel.page, 'switchyard-trail')).toEqual([]);
      await panel.hostSays('trail/changed', {});
      await page(panel, [row('c'), row('a'), row('b')]);
      expect(await panel.page.locator('.trail-row').count()).toBe(3);
      await panel.hostSays('trail/changed', {});
      await page(panel, [], { days: 0 });
      expect(await panel.page.locator('.history-empty').textContent()).toContain('nothing is to be kept');
      expect(await axeFindings(panel.page, 'switchyard-trail')).toEqual([]);
    }));

  it('of one model can be asked for while it is shown', () =>
    withTrail([row('a')], async (panel) => {
      await panel.hostSays('trail/show', { model: 'sim/large' });
      expect(await asked(panel)).toMatchObject({ filter: { model: 'sim/large' } });
    }));
});
