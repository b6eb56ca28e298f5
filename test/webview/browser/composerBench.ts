import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Completion } from '../../../src/protocol/messages/contextMessages.ts';
import type { Chip, ComposerState, Fit } from '../../../src/protocol/panelState.ts';
import { COMPOSER, FINISHED, panelState, question, reply } from '../samples.ts';
import { hasChromium, PanelBrowser, type PanelPage } from './panelPage.ts';
import type { ThemeName } from './themes.ts';

export const CHIPS: Chip[] = [
  { id: 's', kind: 'selection', label: 'pager.ts:12-20', detail: 'src/pager.ts, lines 12 to 20', tokens: 1234 },
  { id: 'd', kind: 'folder', label: 'src/components', detail: 'src/components' },
  { id: 'b', kind: 'file', label: 'logo.bin', detail: 'media/logo.bin', problem: 'It is not a text file.' },
];
export const FIT: Fit = {
  model: 'deepseek/deepseek-chat',
  tokens: 3400,
  window: 128_000,
  estimatedUsd: 0.0021,
  problem: null,
  waysOut: [],
};
export const TOO_LONG: Fit = {
  ...FIT,
  tokens: 140_000,
  problem: 'This is about 140,000 tokens; deepseek-chat reads 128,000.',
  waysOut: [
    { id: 'leaveOut', label: 'Leave Out logo.bin', detail: 'Saves 20,000 tokens' },
    { id: 'larger', label: 'Use gemini-2.5-pro', detail: 'Reads 1,048,576 tokens' },
  ],
};
export const MANY: ComposerState['models'] = Array.from({ length: 60 }, (_, index) => ({
  id: `p${Math.floor(index / 15)}/model-${index}`,
  name: `a-model-with-a-name-${index}`,
  provider: `Provider ${Math.floor(index / 15)}`,
  detail: '$0.27 in · $1.10 out per million tokens',
}));
export const item = (label: string, parts: Partial<Completion> = {}): Completion => ({
  id: `file:${label}`,
  label,
  detail: 'src/web',
  icon: 'file',
  ...parts,
});

interface Options {
  readonly state?: Partial<ComposerState>;
  readonly width?: number;
  readonly theme?: ThemeName;
}

/** Runs a check in a page of its own, with the focus in the composer; the page must be without an error at its end. */
export type WithComposer = (check: (panel: PanelPage, page: Page) => Promise<void>, options?: Options) => Promise<void>;

/** Tests of the composer in a real browser; skipped where there is none. */
export function describeComposer(name: string, tests: (withComposer: WithComposer) => void): void {
  if (!hasChromium) console.warn(`Skipped: ${name} needs /usr/bin/chromium.`);
  describe.skipIf(!hasChromium)(name, { timeout: 30_000 }, () => {
    const browser = new PanelBrowser();
    beforeAll(() => browser.start(), 60_000);
    afterAll(() => browser.stop());
    tests(async (check, { state, width = 340, theme = 'dark' } = {}) => {
      const panel = await browser.open({ width, height: 600, theme });
      const composer = { ...COMPOSER, chips: CHIPS, ...state };
      await panel.hostSays('panel/state', panelState([question('q1'), reply('a1', FINISHED)], { composer }));
      await field(panel.page).focus();
      await check(panel, panel.page);
      expect(panel.errors).toEqual([]);
      await panel.page.close();
    });
  });
}

/** Where a question is written. */
export function field(page: Page): Locator {
  return page.locator('switchyard-composer textarea');
}

/** What was asked of the host last. */
export async function asked(panel: PanelPage): Promise<{ trigger: string; query: string; sequence: number }> {
  await panel.settle();
  return (await panel.sent('context/complete')).at(-1) as { trigger: string; query: string; sequence: number };
}

/** Types, and lets the host answer with these. */
export async function complete(panel: PanelPage, typed: string, items: Completion[]): Promise<void> {
  await panel.page.keyboard.type(typed);
  await panel.hostSays('context/completions', { sequence: (await asked(panel)).sequence, items });
}
