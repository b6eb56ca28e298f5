import { TASK_RULES } from '../taskRules.ts';
import { conceptFeatures } from './conceptFeatures.ts';
import { tokensOf } from './conceptsIn.ts';
import { joinedHash, textHash } from './featureHash.ts';
import { mendTypos } from './mendTypos.ts';
import { readInstruction } from './readInstruction.ts';
import { letterFeatures, wordFeatures } from './wordFeatures.ts';

/** Takes what speaks in a prompt, by its hash, each with its weight. */
export type Emit = (hash: number, value: number) => void;

/** A feature that people can be told of: its name begins with `rule:`, `shape:` or `ch:`, and its hash is that of its name. */
export interface Sign {
  readonly name: string;
  readonly value: number;
}

const BIAS = textHash('bias');
const SHAPE_PAIR = textHash('s2');
const RULES = TASK_RULES.map(({ pattern }, index) => ({
  pattern,
  name: `rule:${index}`,
  first: textHash(`rule:${index}:first`),
  late: textHash(`rule:${index}:late`),
  tail: textHash(`rule:${index}:tail`),
}));
/** A rule that speaks within so many characters speaks of what is asked. */
const EARLY = 50;
/** What stands beside the sentence that asks has at least so many characters; otherwise all of it asks. */
const BESIDE = 24;
/** So many of the last words are read of a long text. */
const LAST_WORDS = 40;

/** Tells every feature of a prompt: rules, shape, what is asked of what, words, and parts of words; gives those that can be told. */
export function taskFeatures(prompt: string, emit: Emit): Sign[] {
  const { head: written, tail, ask: asked, shape } = readInstruction(prompt);
  const head = mendTypos(written);
  const signs: Sign[] = [];
  const tell = (name: string, value: number) => {
    signs.push({ name, value });
    emit(textHash(name), value);
  };
  emit(BIAS, 1);
  const shapes = shape.map((sign) => textHash(sign));
  for (const sign of shape) tell(`shape:${sign}`, 1);
  for (let a = 0; a < shapes.length; a++)
    for (let b = a + 1; b < shapes.length; b++)
      emit(joinedHash(joinedHash(SHAPE_PAIR, shapes[a] ?? 0), shapes[b] ?? 0), 0.3);
  ruleFeatures(head, tail, emit, tell);
  const tokens = tokensOf(head);
  const last = tail === '' ? [] : tokensOf(tail);
  const ask = asked.length > written.length - BESIDE ? [] : tokensOf(mendTypos(asked));
  conceptFeatures(tokens, last, ask, shapes, emit, tell);
  wordFeatures(tokens, 'head', emit);
  wordFeatures(ask, 'ask', emit);
  if (last.length > 0) wordFeatures(last.slice(-LAST_WORDS), 'tail', emit);
  letterFeatures(tokens, emit);
  return signs;
}

function ruleFeatures(head: string, tail: string, emit: Emit, tell: (name: string, value: number) => void): void {
  for (const { pattern, name, first, late, tail: inTail } of RULES) {
    const at = head.search(pattern);
    if (at >= 0) {
      tell(name, 1);
      emit(at < EARLY ? first : late, 0.5);
    } else if (tail !== '' && pattern.test(tail)) emit(inTail, 0.7);
  }
}
