import { authoredExamples } from './authoredExamples.ts';
import type { LabelledPrompt } from './labelledPrompt.ts';
import type { SharedPrompt } from './sharedPrompts.ts';

/** Words of fewer sources may be names, or slips themselves. */
const SOURCES = 2;
const MOST = 5000;
/** What is wanted is said within so many characters. */
const BEGINNING = 500;
const LETTERS_ALONE = /(?<![\p{L}\p{N}_.@/#-])[\p{L}]{3,17}(?![\p{L}\p{N}_(/.@-])/gu;

/** The words that the noisy prompts and our own examples often begin with, the most frequent first; the careful ones are for scoring. */
export function oftenWords(prompts: readonly SharedPrompt[]): string[] {
  const sources = new Map<string, Set<string>>();
  const read: readonly LabelledPrompt[] = [...prompts.filter(({ careful }) => !careful), ...authoredExamples()];
  for (const { prompt, source } of read) {
    for (const [word] of prompt.slice(0, BEGINNING).toLowerCase().matchAll(LETTERS_ALONE)) {
      const known = sources.get(word);
      if (known === undefined) sources.set(word, new Set([source]));
      else known.add(source);
    }
  }
  return [...sources]
    .filter(
      ([word, of]) =>
        of.size >= SOURCES && !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(word),
    )
    .sort(([a, one], [b, other]) => other.size - one.size || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([word]) => word);
}
