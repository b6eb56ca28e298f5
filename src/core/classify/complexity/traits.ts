import type { RequestContext } from '../../chat/requestContext.ts';
import { codePart } from './codePart.ts';
import { CODE_SHAPE, codeShape } from './codeShape.ts';
import { QUESTION_SHAPE, questionShape } from './questionShape.ts';
import { wordHashes } from './wordHashes.ts';

/** What kind of answer is wanted: what a given program yields, one of the answers offered, or anything else. */
export type QuestionKind = 'outcome' | 'choice' | 'open';

/** What of a request is measured, before anything is weighed. */
export interface Traits {
  readonly kind: QuestionKind;
  /** In the order of `TRAIT_NAMES`. */
  readonly shape: readonly number[];
  /** Places of the words and pairs that occur. */
  readonly words: readonly number[];
  /** How many words say what is wanted. */
  readonly wordCount: number;
}

export const TRAIT_NAMES: readonly string[] = [
  ...CODE_SHAPE.map((name) => `code.${name}`),
  ...QUESTION_SHAPE.map((name) => `question.${name}`),
];

/** More than this of pasted text says little more, and would take time. */
const MOST_CODE = 6000;
const MOST_WORDS = 6000;

const ASKS_FOR_OUTCOME =
  /==\s*\?\?|\b(?:what|predict|determine|give|state)\b[^.?\n]{0,60}\b(?:outputs?|prints?|printed|returns?|returned|results?|evaluates? to)\b/i;
const OPTIONS = /^\s*\(?[A-E][.):]\s*\S.*\n\s*\(?[B-F][.):]\s*\S/m;

/** Measures a request: its words, the code in it and, where it asks what that gives, the code selected in the editor. */
export function traitsOf(prompt: string, { selection = '', selections = [] }: RequestContext): Traits {
  const { code: pasted, words } = codePart(prompt);
  const asksForOutcome = ASKS_FOR_OUTCOME.test(prompt);
  const selected = asksForOutcome ? [selection, ...selections.map((one) => one.text)] : [];
  const code = [...selected, pasted].filter((part) => part !== '').join('\n');
  const text = words.slice(0, MOST_WORDS);
  const hashed = wordHashes(text);
  return {
    kind: kindOf(asksForOutcome && code !== '', text),
    shape: [...codeShape(code.slice(0, MOST_CODE)), ...questionShape(text)],
    words: hashed,
    // Every word but the first comes with a pair.
    wordCount: (hashed.length + 1) / 2,
  };
}

function kindOf(asksForOutcome: boolean, words: string): QuestionKind {
  if (OPTIONS.test(words)) return 'choice';
  return asksForOutcome ? 'outcome' : 'open';
}
