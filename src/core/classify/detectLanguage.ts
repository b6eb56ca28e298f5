import { LANGUAGE_LETTERS, LANGUAGE_WORDS } from './languageWords.ts';
import { readInstruction } from './task/readInstruction.ts';

/** Scripts that decide by themselves, tried in this order: kana before Han, because Japanese uses both. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['bn', /\p{Script=Bengali}/gu],
  ['te', /\p{Script=Telugu}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['el', /\p{Script=Greek}/gu],
];
/** A sign of these says as much as several letters. */
const DENSE: ReadonlySet<string> = new Set(['ja', 'ko', 'zh']);
const PER_SIGN = 3;
/** The share of a script among the letters from which the request is written in it, names and terms in Latin letters around. */
const ENOUGH = 0.3;
/** Whether Japanese or Chinese is told where the request begins: what is pasted after it may be the other. */
const BEGINNING = 40;
const NOT_ASCII = /\P{ASCII}/u;
/** Greek is the first script after Latin. */
const OTHER_SCRIPT = /[\u0370-\u1DFF\u2E80-\uFFFF]/;

const WORD_LANGUAGES = new Map<string, string[]>();
for (const [language, words] of Object.entries(LANGUAGE_WORDS)) {
  for (const word of words.split(' ')) WORD_LANGUAGES.set(word, [...(WORD_LANGUAGES.get(word) ?? []), language]);
}
const LETTER_LANGUAGES = Object.entries(LANGUAGE_LETTERS).map(
  ([language, letters]) => [language, new RegExp(`[${letters}]`, 'giu')] as const,
);

/** The language a request is written in, as an ISO 639-1 code; `en` when nothing speaks for another. */
export function detectLanguage(prompt: string): string {
  const { head, tail } = readInstruction(prompt);
  return byScript(head.slice(0, BEGINNING)) ?? byScript(head) ?? byScript(tail) ?? byWords(head);
}

function byScript(text: string): string | undefined {
  if (!OTHER_SCRIPT.test(text)) return undefined;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  for (const [language, pattern] of SCRIPTS) {
    const signs = text.match(pattern)?.length ?? 0;
    const weight = DENSE.has(language) ? PER_SIGN : 1;
    if (signs * weight <= (letters + signs * (weight - 1)) * ENOUGH * (language === 'ja' ? 0.5 : 1)) continue;
    if (language === 'ru') return /[іїєґ]/i.test(text) ? 'uk' : 'ru';
    if (language === 'ja') return isChineseFirst(text) ? 'zh' : 'ja';
    return language;
  }
  return undefined;
}

/** Whether a request begins with Chinese and holds kana only later. */
function isChineseFirst(text: string): boolean {
  const beginning = text.slice(0, BEGINNING).split(/[:：\n]/)[0] ?? '';
  return (
    (beginning.match(/\p{Script=Han}/gu)?.length ?? 0) > 6 &&
    !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(beginning)
  );
}

function byWords(text: string): string {
  const scores = new Map<string, number>();
  const add = (language: string, score: number) => scores.set(language, (scores.get(language) ?? 0) + score);
  for (const word of text.toLowerCase().match(/[\p{L}\p{M}']+/gu) ?? []) {
    const languages = WORD_LANGUAGES.get(word) ?? [];
    for (const language of languages) add(language, (word.length === 1 ? 0.3 : 1) / languages.length);
  }
  for (const [language, pattern] of NOT_ASCII.test(text) ? LETTER_LANGUAGES : []) {
    const found = text.match(pattern)?.length ?? 0;
    if (found > 0) add(language, Math.min(2, 0.5 + found * 0.25));
  }
  let best = 'en';
  let most = (scores.get('en') ?? 0) + 0.3;
  for (const [language, score] of scores) if (score > most) [best, most] = [language, score];
  return best;
}
