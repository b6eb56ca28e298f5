import { say } from '../../words.ts';
import { TASK_RULES } from '../taskRules.ts';
import type { Sign } from './taskFeatures.ts';
import type { TaskModel } from './taskModel.ts';
import { voiceOf } from './taskScores.ts';

/** Signs of a prompt's shape, in words. */
export const SHAPE_REASONS: Readonly<Record<string, string>> = {
  code: 'code was pasted',
  code3: 'code was pasted',
  fence: 'code was pasted',
  log: 'an error or a log was pasted',
  log2: 'an error or a log was pasted',
  diff: 'a diff was pasted',
  asks: 'it is a question',
  textAfter: 'a text follows the request',
  sums: 'there are figures to work with',
  size0: 'it is very short',
  size1: 'it is very short',
  symbols: 'it names parts of code',
  codeFile: 'it names a file of code',
  textFile: 'it names a document',
  quoted: 'it quotes a text',
};

/** What the words of a request are about, in words. */
export const CONCEPT_REASONS: Readonly<Record<string, string>> = {
  explain: 'it speaks of explaining',
  summarize: 'it speaks of a summary',
  translate: 'it speaks of translating',
  compose: 'it speaks of writing',
  make: 'it speaks of making something',
  change: 'it speaks of a change',
  fix: 'it speaks of mending something',
  review: 'it speaks of checking something',
  test: 'it speaks of tests',
  extract: 'it speaks of finding or sorting data',
  compute: 'it speaks of working something out',
  compare: 'it speaks of comparing',
  plan: 'it speaks of a plan or advice',
  reword: 'it speaks of rewording',
  codeThing: 'it speaks of code',
  tech: 'it names a technology',
  error: 'it speaks of an error',
  broken: 'it says that something does not work',
  textThing: 'it speaks of a text',
  proseThing: 'it speaks of a piece of prose',
  docThing: 'it speaks of documentation',
  dataThing: 'it speaks of data',
  naturalLanguage: 'it names a language',
  mathThing: 'it speaks of figures',
  gitThing: 'it speaks of changes in a repository',
  why: 'it asks why',
  how: 'it asks how',
  howTo: 'it asks how to do something',
  what: 'it asks what',
  who: 'it asks who, when or where',
  hello: 'it is small talk',
};

const TOLD = 3;
/** What speaks less than that is not worth telling. */
const LEAST = 0.12;

/** The strongest signs for a task, in words. */
export function reasonsFor(task: number, signs: readonly Sign[], model: TaskModel): string[] {
  const strength = new Map<string, number>();
  for (const sign of signs) {
    const words = wordsOf(sign.name);
    if (words !== undefined) strength.set(words, (strength.get(words) ?? 0) + voiceOf(sign, task, model));
  }
  const told = [...strength].filter(([, by]) => by >= LEAST).sort((a, b) => b[1] - a[1]);
  return told.slice(0, TOLD).map(([words]) => words);
}

function wordsOf(name: string): string | undefined {
  const [kind, which = ''] = name.split(':');
  if (kind === 'rule') {
    const rule = TASK_RULES[Number(which)];
    return rule && say('the request {0}', say(rule.reason));
  }
  const words = (kind === 'shape' ? SHAPE_REASONS : CONCEPT_REASONS)[which];
  return words && say(words);
}
