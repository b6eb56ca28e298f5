import { LANGUAGE_WORDS } from '../languageWords.ts';
import { CONCEPT_WORDS } from './conceptWords.ts';

/** Shorter words are too like one another. */
const SHORTEST = 6;
const LONGEST = 16;
/** Whole words of stems that are often asked with. */
const OFTEN =
  'explain explains summarize summarise translate translation classify categorize identify calculate recommend optimize optimise analyze analyse debugging repair identify evaluate explique traduire traduce explica résume erkläre übersetze schreibe erstelle напиши исправь объясни переведи сделай добавь ошибку ошибка функцию';

/** What is asked, and of what: other words are left as they are. */
const MENDED =
  'explain summarize translate compose make change fix review test extract compute compare plan reword convert codeThing error textThing proseThing docThing'.split(
    ' ',
  );

const targets = new Set<string>();
const known = new Set<string>();
for (const word of [...Object.values(CONCEPT_WORDS), OFTEN].join(' ').split(' ')) {
  if (/^[\p{L}']+$/u.test(word)) known.add(word);
}
for (const word of [...MENDED.map((concept) => CONCEPT_WORDS[concept] ?? ''), OFTEN].join(' ').split(' ')) {
  if (/^[\p{L}]+$/u.test(word) && word.length >= SHORTEST && word.length <= LONGEST) targets.add(word);
}
for (const word of Object.values(LANGUAGE_WORDS).join(' ').split(' ')) known.add(word);

/** Words by what is left of them when one letter is left out. */
const byRest = new Map<string, string>();
for (const word of targets) for (const rest of rests(word)) if (!byRest.has(rest)) byRest.set(rest, word);

/** A text whose words are one slip of the finger from those that requests are made of, with these in their place. */
export function mendTypos(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}_.@/#-])\p{L}{5,17}(?![\p{L}\p{N}_(/.@-])/gu, (written) => {
    const word = written.toLowerCase();
    return known.has(word) ? written : (nearest(word) ?? written);
  });
}

function nearest(word: string): string | undefined {
  const missing = byRest.get(word);
  if (missing !== undefined) return missing;
  if (word.length < SHORTEST) return undefined;
  for (const rest of rests(word)) {
    if (targets.has(rest)) return rest;
    const other = byRest.get(rest);
    // A letter for another, or two in the wrong order; plurals and the like are no slips.
    if (other !== undefined && other.length === word.length && word.at(-1) === other.at(-1)) return other;
  }
  return undefined;
}

function rests(word: string): string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
}
