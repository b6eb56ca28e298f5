import type { Leak } from '../ports/leakDetector.ts';
import { say } from '../words.ts';
import { kindWord } from './kindWord.ts';
import { isAbove, LEVELS, type Level } from './level.ts';
import type { PrivacyRules } from './privacyRules.ts';

/** One thing that makes a request what it is, in a few words: a file's name, `AWS key`. */
export interface Cause {
  readonly level: Level;
  readonly words: string;
  /** It is replaced before it is sent, and raises nothing. */
  readonly isHidden?: true;
  /** No reader sees it: it raises nothing, and whoever asks should know of it. */
  readonly isUnseen?: true;
}

interface Found {
  readonly byPath: readonly { readonly path: string; readonly level: Level }[];
  /** What was said of earlier questions. */
  readonly marked: Level | undefined;
  readonly open: readonly Leak[];
  readonly hidden: readonly Leak[];
  /** The level of what was too long to be looked through; public where nothing was. */
  readonly unseen: Level;
  readonly rules: PrivacyRules;
  readonly hasHiddenText: boolean;
}

/** What was found, what weighs most first, each kind once. For the eyes of whoever asks: it names files. */
export function causesOf({ byPath, marked, open, hidden, unseen, rules, hasHiddenText }: Found): Cause[] {
  const causes: Cause[] = [
    ...(!hasHiddenText ? [] : [{ level: 'public', words: say('hidden text'), isUnseen: true } as const]),
    ...byPath.map(({ path, level }) => ({ level, words: path.slice(path.lastIndexOf('/') + 1) })),
    ...open.flatMap((leak): Cause[] => {
      const level = leak.type === 'secret' ? rules.detect.secrets : rules.detect.personalData;
      return level === 'off' ? [] : [{ level, words: kindWord(leak) }];
    }),
    ...(marked === undefined ? [] : [{ level: marked, words: say('an earlier question') }]),
    ...(isAbove(unseen, 'public') ? [{ level: unseen, words: say('its length') }] : []),
    ...(isAbove(rules.defaultLevel, 'public') ? [{ level: rules.defaultLevel, words: say('by default') }] : []),
    ...hidden.map((leak): Cause => ({ level: 'public', words: kindWord(leak), isHidden: true })),
  ];
  const once = new Map(causes.map((cause) => [`${cause.words} ${cause.isHidden}`, cause]));
  const rank = ({ level, isHidden }: Cause) => (isHidden ? -1 : LEVELS.indexOf(level));
  return [...once.values()].sort((a, b) => rank(b) - rank(a));
}
