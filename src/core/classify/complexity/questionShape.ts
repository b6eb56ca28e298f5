import { occurrences } from './occurrences.ts';

/** A line that offers an answer: `A. …`, `(b) …`, `3) …`. */
const OPTION = /^\s*\(?([A-J])[.):]\s*(.*)$/gm;

const COUNTED: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['sentences', /[.!?。！？](?:\s|$)|[。！？]/g],
  ['questions', /[?？]/g],
  ['numbers', /\d+(?:[.,]\d+)*/g],
  ['bigNumbers', /\d{3,}/g],
  ['decimals', /\d\.\d/g],
  ['years', /\b1[0-9]\d\d\b|\b20\d\d\b/g],
  ['money', /[$€£¥]\s?\d|\d\s?(?:dollars|euros|pounds|cents)\b/g],
  ['percents', /\d\s?%|\bpercent/g],
  ['formulae', /[=^√∑∫≤≥≠∈∀∃→⊃∨∧~·]|\\[a-zA-Z]+|\b[a-z]\s?[-+*/^]\s?[a-z0-9]\b/g],
  ['symbols', /[^\w\s.,;:!?'"()-]/g],
  ['capitals', /(?<=[a-z,;] )[A-Z][a-z]+/g],
  ['longWords', /[a-zA-Z]{10,}/g],
  ['veryLongWords', /[a-zA-Z]{14,}/g],
  ['quotations', /"[^"\n]{12,}"|“[^”]{12,}”/g],
  ['blanks', /_{3,}/g],
  ['negations', /\b(?:not|NOT|except|EXCEPT|never|false|FALSE|incorrect|least|LEAST|no)\b/g],
  ['conditions', /\b(?:if|when|unless|suppose|assume|given|provided|although|however|because|therefore)\b/gi],
  ['quantities', /\b(?:each|every|total|per|twice|half|times|more than|less than|at least|remaining|average|rate)\b/gi],
  [
    'calculating',
    /\b(?:calculate|compute|determine|find|solve|evaluate|how many|how much|probability|integral|derivative|equation)\b/gi,
  ],
  ['proving', /\b(?:prove|proof|theorem|derive|show that|if and only if|lemma|converge|isomorphi\w+)\b/gi],
  [
    'law',
    /\b(?:defendant|plaintiff|court|statute|contract|liable|negligence|constitutional|murder|landlord|judgment)\b/gi,
  ],
  ['patient', /\b(?:patient|year-old|symptom|diagnosis|therapy|blood|physical examination)\b/gi],
  ['judging', /\b(?:morally|wrong|ethical|argument|most likely|best (?:answer|describes|explains)|statement)\b/gi],
  [
    'both',
    /\b(?:both|neither|all of the above|none of the above|Statement \d|Scenario \d)\b|\b(?:True|False|Wrong|Not wrong)\b/g,
  ],
  ['asked', /\b(?:what|which|who|when|where)\b/gi],
  ['why', /\b(?:why|how|explain|reason)\b/gi],
  [
    'making',
    /\b(?:write|create|generate|implement|build|make|design|develop|add|draw|produce|schreibe|écri\w+|escrib\w+|напиши\w*)\b/gi,
  ],
  ['changing', /\b(?:refactor|migrate|rewrite|redesign|optimi[sz]e|improve|convert|extend|integrate|replace)\b/gi],
  ['failing', /\b(?:error|exception|bug|fails?|crash\w*|undefined|traceback|wrong|doesn't work|not working)\b/gi],
  [
    'expert',
    /\b(?:architecture|distributed|concurren\w*|race condition|deadlock|scalab\w+|microservices?|compiler|cryptograph\w*|consensus|lock-free|memory leak|kernel|quantum|neural|transformer|protocol)\b/gi,
  ],
  [
    'thorough',
    /\b(?:step[- ]by[- ]step|in detail|detailed|comprehensive|thorough(?:ly)?|complete|full|production[- ]ready|end-to-end|all the)\b/gi,
  ],
  [
    'simply',
    /\b(?:simple|quick(?:ly)?|short(?:ly)?|brief(?:ly)?|basic|one[- ]liner|just|hello|hi|thanks?|easy|one sentence)\b/gi,
  ],
  ['demands', /^\s*(?:[-*•]|\d+[.)])\s/gm],
  ['musts', /\b(?:must|should|need(?:s)? to|make sure|ensure|require\w*|only|exactly|without)\b/gi],
  [
    'comparing',
    /\b(?:compare|difference|versus|vs\.?|better|trade-?offs?|pros and cons|analy[sz]e|evaluate|assess|critique)\b/gi,
  ],
  ['planning', /\b(?:plan|strategy|roadmap|approach|design|system|proposal|architecture)\b/gi],
  ['tests', /\b(?:tests?|unit|assert|mock|coverage)\b/gi],
  ['telling', /\b(?:translate|summari[sz]e|list|name|define|capital|meaning|synonym|poem|story|joke|email)\b/gi],
  ['links', /https?:\/\/|@\w+|#\w+/g],
];

export const QUESTION_SHAPE: readonly string[] = [
  ...COUNTED.map(([name]) => name),
  ...['words', 'length', 'lines', 'meanWord', 'foreign', 'lastSentence', 'firstLine', 'options', 'optionLength'],
  ...['longestOption', 'shortestOption', 'numericOptions', 'stem', 'optionsAlike'],
];

/** What stands in the words of a request, mostly as the logarithm of a count, in the order of `QUESTION_SHAPE`. */
export function questionShape(words: string): number[] {
  const options: string[] = [];
  const stem = words.replace(OPTION, (_, _letter: string, option: string) => {
    options.push(option);
    return '';
  });
  const offered = options.length >= 2;
  const lengths = offered ? options.map(({ length }) => length) : [0];
  const list = words.match(/[\p{L}\p{N}]+/gu) ?? [];
  const letters = list.reduce((sum, word) => sum + word.length, 0);
  return [
    ...COUNTED.map(([, pattern]) => occurrences(words, pattern)),
    list.length,
    words.length / 4,
    words.split('\n').length,
    list.length === 0 ? 0 : letters / list.length,
    (words.match(/[^\p{ASCII}\p{P}\p{S}]/gu) ?? []).length / 4,
    (stem
      .trim()
      .split(/[.!]\s/)
      .at(-1)?.length ?? 0) / 4,
    (words.trimStart().split('\n', 1)[0]?.length ?? 0) / 4,
    offered ? options.length : 0,
    lengths.reduce((sum, length) => sum + length, 0) / 4,
    Math.max(...lengths) / 4,
    Math.min(...lengths) / 4,
    offered ? options.filter((option) => /^[-+$]?[\d.,/\s%]+\w{0,3}$/.test(option)).length : 0,
    offered ? stem.length / 4 : 0,
    offered ? new Set(options.map((option) => option.split(' ', 1)[0])).size : 0,
  ].map(Math.log1p);
}
