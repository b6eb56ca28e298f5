import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PanelState } from '../../../src/protocol/panelState.ts';
import {
  ATTEMPT,
  answer,
  COMPOSER,
  DECISION,
  FALLBACK,
  FINISHED,
  panelState,
  question,
  reply,
  SECOND_ATTEMPT,
} from '../samples.ts';
import { PanelBrowser } from './panelPage.ts';
import { THEMES, type ThemeName } from './themes.ts';

/** Draws the panel in its states, themes and widths into a folder for people to look at: `node screenshots.ts /tmp/panel`. */
const folder = process.argv[2] ?? '/tmp/switchyard-panel';
const busy = { ...COMPOSER, busy: true };
const streaming = answer({
  status: 'streaming',
  text: 'The loop reads one page too many. Here is the fix:\n\n```ts\nlet cursor: string | undefined;\ndo {\n  const page = await',
  reasoning: 'Thinking about pages.',
  decision: DECISION,
  attempts: [ATTEMPT, SECOND_ATTEMPT],
  fallbacks: [FALLBACK],
});
const failed = answer({
  status: 'failed',
  decision: DECISION,
  attempts: [ATTEMPT],
  error: {
    type: 'error',
    error: { kind: 'auth', status: 401, message: 'Incorrect API key', attempts: [] },
    costUsd: null,
    estimated: false,
  },
  problem: {
    title: 'DeepSeek did not accept your key',
    detail: 'The key may have been revoked or belong to another account. Nothing was charged.',
    actions: [
      { action: 'changeKey', label: 'Change Key', provider: 'deepseek' },
      { action: 'retry', label: 'Retry' },
      { action: 'showLog', label: 'Show Log' },
    ],
  },
});

const STATES: Record<string, PanelState> = {
  setup: panelState([], { setup: { ready: false, providers: panelState([]).setup.providers } }),
  ready: panelState([]),
  finished: panelState([question('q1'), reply('a1', FINISHED)]),
  streaming: panelState([question('q1'), reply('a1', streaming)], { composer: busy }),
  details: panelState([
    question('q1'),
    reply('a1', { ...FINISHED, text: 'Short.', fallbacks: [FALLBACK], attempts: [ATTEMPT, SECOND_ATTEMPT] }),
  ]),
  failed: panelState([question('q1'), reply('a1', failed)], { composer: { ...COMPOSER, chips: [] } }),
  picker: panelState([question('q1'), reply('a1', { ...FINISHED, text: 'Short.' })]),
  setupPicker: panelState([], { setup: { ready: false, providers: panelState([]).setup.providers } }),
};

mkdirSync(folder, { recursive: true });
const browser = new PanelBrowser();
await browser.start();
for (const theme of Object.keys(THEMES) as ThemeName[]) {
  for (const width of [220, 300, 600]) {
    if ((width === 220) !== (theme === 'high-contrast')) continue;
    for (const [name, state] of Object.entries(STATES)) {
      const panel = await browser.open({ width, height: name === 'finished' ? 1200 : 720, theme });
      await panel.hostSays('panel/state', state);
      if (name === 'details') await panel.page.click('button.route-line');
      if (name === 'picker' || name === 'setupPicker') await panel.page.click('vscode-dropdown');
      await panel.page.waitForTimeout(150);
      await panel.page.screenshot({ path: join(folder, `${name}-${theme}-${width}.png`) });
      if (panel.errors.length > 0) console.error(name, panel.errors);
      const violations = await panel.violations();
      if (violations.length > 0) console.error(name, violations);
      await panel.page.close();
    }
  }
}
await browser.stop();
