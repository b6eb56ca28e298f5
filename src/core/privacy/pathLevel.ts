import { matchesGlob } from './glob.ts';
import { highest, LEVELS, type Level } from './level.ts';
import type { PrivacyRules } from './privacyRules.ts';
import { isSecretPath } from './privateFile.ts';

/** The level of a file by its path alone; undefined where nothing is known of it. */
export function pathLevel(path: string, { globs }: Pick<PrivacyRules, 'globs'>): Level | undefined {
  const raised = patternLevel(path, globs);
  if (raised !== undefined) return raised;
  if (isNamed(path, globs.public)) return undefined;
  return isSecretPath(path) ? 'confidential' : undefined;
}

/** The level to which patterns alone raise a file; undefined where none does. */
export function patternLevel(path: string, globs: PrivacyRules['globs']): Level | undefined {
  const raised = LEVELS.filter((level) => level !== 'public' && isNamed(path, globs[level]));
  return raised.length === 0 ? undefined : highest(raised);
}

function isNamed(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => matchesGlob(path, glob));
}
