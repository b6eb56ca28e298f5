import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HARDER } from '../src/core/classify/complexity/complexityReasons.ts';
import { CONCEPT_REASONS, SHAPE_REASONS } from '../src/core/classify/task/taskReasons.ts';
import { TASK_RULES } from '../src/core/classify/taskRules.ts';
import { PANEL_STRINGS } from '../src/protocol/panelStrings.ts';
import { NETWORK_WORDS } from '../src/providers/faults/toError.ts';
import { COMMANDS } from '../src/shell/commandTable.ts';

/** A call of `t('…')` or `say('…')` with a literal; the editor's own tool does not see destructured calls and tables. */
const CALL = /\b(?:t|say)\(\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/g;

/** l10n/bundle.l10n.json: every string that people read, by itself, for translators to start from. */
export function buildTranslations(root: string): Record<string, string> {
  const strings = new Set<string>([
    ...Object.values(PANEL_STRINGS),
    ...Object.values(COMMANDS).map((row) => row.title),
    ...Object.values(SHAPE_REASONS),
    ...Object.values(CONCEPT_REASONS),
    ...TASK_RULES.map((rule) => rule.reason),
    ...Object.values(HARDER),
    ...Object.values(NETWORK_WORDS),
  ]);
  for (const file of globSync('src/**/*.ts', { cwd: root })) {
    for (const [, literal = ''] of readFileSync(join(root, file), 'utf8').matchAll(CALL)) strings.add(unquote(literal));
  }
  return Object.fromEntries([...strings].sort().map((text) => [text, text]));
}

function unquote(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/g, '$1');
}
