import { say } from '../../words.ts';
import type { ComplexityModel } from './complexityModel.ts';
import { TRAIT_NAMES, type Traits } from './traits.ts';

/** What traits are called when they make a request more difficult; those without a name speak silently. */
export const HARDER: Readonly<Record<string, string>> = {
  'code.loops': 'loops to follow',
  'code.whiles': 'loops to follow',
  'code.steps': 'loops to follow',
  'code.recursion': 'recursion',
  'code.nestedLoops': 'loops to follow',
  'code.calls': 'much code',
  'code.size': 'much code',
  'code.lines': 'much code',
  'code.names': 'much code',
  'code.conditions': 'branches to follow',
  'code.longestString': 'long values to follow',
  'code.stringLength': 'long values to follow',
  'code.givenStrings': 'long values to follow',
  'code.given': 'long values to follow',
  'code.bigNumbers': 'arithmetic',
  'question.formulae': 'formulas',
  'question.proving': 'formal reasoning',
  'question.quantities': 'quantities to compute with',
  'question.calculating': 'something to compute',
  'question.law': 'a legal question',
  'question.patient': 'a medical question',
  'question.expert': 'an expert subject',
  'question.thorough': 'a thorough answer is asked for',
  'question.comparing': 'a comparison',
  'question.planning': 'a plan or a design',
  'question.demands': 'many requirements',
  'question.musts': 'many requirements',
  'question.conditions': 'many conditions',
  'question.length': 'a long request',
  'question.words': 'a long request',
  'question.sentences': 'a long request',
  'question.stem': 'a long question',
  'question.optionLength': 'long answers to choose from',
  'question.longestOption': 'long answers to choose from',
};

/** In logits: less does not speak. */
const LOUD = 0.12;
const MOST_REASONS = 2;

/** What makes a request difficult, in words, the loudest first. */
export function complexityReasons({ heads, usual }: ComplexityModel, { kind, shape }: Traits): string[] {
  const { shape: weights } = heads[kind];
  const voices = new Map<string, number>();
  for (const [at, trait] of TRAIT_NAMES.entries()) {
    const name = HARDER[trait];
    if (name === undefined) continue;
    const voice = (weights[at] ?? 0) * ((shape[at] ?? 0) - (usual[at] ?? 0));
    voices.set(name, (voices.get(name) ?? 0) + voice);
  }
  return [...voices]
    .filter(([, voice]) => voice >= LOUD)
    .sort(([, one], [, other]) => other - one)
    .slice(0, MOST_REASONS)
    .map(([name]) => say(name));
}
