import { matchesGlob } from './glob.ts';
import { highest, LEVELS, type Level } from './level.ts';
import type { PrivacyRules } from './privacyRules.ts';
import { isSecretPath } from './privateFile.ts';

/** The level of a file by its path alone; undefined where nothing is known of it. */
export function pathLevel(path: string, { globs }: Pick<PrivacyRules, 'globs'>): Level | undefined {
  const named = LEVELS.filter((level) => globs[level].some((glob) => matchesGlob(path, glob)));
  const raised = named.filter((level) => level !== 'public');
  if (raised.length > 0) return highest(raised);
  if (named.length > 0) return undefined;
  return isSecretPath(path) ? 'confidential' : undefined;
}
