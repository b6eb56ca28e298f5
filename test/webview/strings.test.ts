import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TRAIL_CHOICES, TRAIL_OUTCOMES } from '../../src/core/audit/trailOutcome.ts';
import { ERROR_KINDS } from '../../src/core/chat/errors.ts';
import { DIFFICULTIES, TASKS } from '../../src/core/chat/task.ts';
import { PERIODS } from '../../src/protocol/messages/historyMessages.ts';
import { PANEL_STRINGS } from '../../src/protocol/panelStrings.ts';
import { CHAT_GROUPS } from '../../webview/history/groupChats.ts';
import type { About } from '../../webview/welcome/readyView.ts';

const folder = join(import.meta.dirname, '../../webview');
const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');
const ABOUT: readonly About[] = ['selection', 'file', 'nothing'];
const families: Readonly<Record<string, readonly string[]>> = {
  period: PERIODS,
  group: [...CHAT_GROUPS, 'found'],
  task: TASKS,
  difficulty: DIFFICULTIES,
  error: ERROR_KINDS,
  ready: ABOUT,
  outcome: TRAIL_OUTCOMES,
  choice: TRAIL_CHOICES,
  source: ['cli', 'server', 'title', 'guard', 'recognition', 'panel'],
  ...Object.fromEntries(ABOUT.map((about) => [about, ['1', '2', '3']])),
};

const isOfFamily = (key: string) => Object.keys(families).some((family) => key.startsWith(`${family}_`));

it('every string is used', () => {
  const unused = Object.keys(PANEL_STRINGS).filter((key) => !isOfFamily(key) && !source.includes(`strings.${key}`));
  expect(unused).toEqual([]);
});

it('every task, difficulty and kind of error has its words', () => {
  for (const [family, members] of Object.entries(families)) {
    for (const member of members) expect(PANEL_STRINGS).toHaveProperty(`${family}_${member}`);
  }
});
