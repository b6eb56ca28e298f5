import { TASKS } from '../../src/core/chat/task.ts';
import type { Head, PackedComplexity, PackedHead } from '../../src/core/classify/complexity/complexityModel.ts';
import { COMPLEX_FROM, MODERATE_FROM } from '../../src/core/classify/complexity/difficultyOf.ts';
import { TRAIT_NAMES } from '../../src/core/classify/complexity/traits.ts';
import { weighTraits } from '../../src/core/classify/complexity/weighTraits.ts';
import { choiceExamples, openExamples, outcomeExamples } from './examples.ts';
import type { Example } from './fitRidge.ts';
import { crossValidated, foldsByGroup } from './folds.ts';
import type { LabelledPrompt, QuestionSets } from './questionSets.ts';
import { rescaled, trainHead } from './trainHead.ts';

/**
 * The model of everything there is. Open requests are put on a scale on which as many count as simple, moderate and
 * complex as were labelled so, by predictions for sources that were not trained on. For the other kinds of question there
 * are no labels, only what a strong model gains: their middle and spread are those that the open scale gives them.
 */
export function trainModel({ crux, mmlu, prompts }: QuestionSets): PackedComplexity {
  const labelled = openExamples(prompts);
  const open = onLabelScale(trainHead('open', labelled), labelled, prompts);
  const offered = choiceExamples(mmlu);
  const outcomes = outcomeExamples(
    crux,
    crux.prompts.map((_, at) => at),
  );
  return {
    traits: TRAIT_NAMES,
    usual: TRAIT_NAMES.map((_, at) => round(weightedMean(labelled, ({ shape }) => shape[at] ?? 0))),
    tasks: Object.fromEntries(
      TASKS.map((task) => {
        const own = labelled.filter((_, at) => prompts[at]?.task === task);
        return [task, round(weightedMean(own, (example) => weighTraits(open, example)))];
      }),
    ),
    heads: {
      open: packed(open),
      choice: packed(asSpreadBy(open, trainHead('choice', offered), offered)),
      outcome: packed(asSpreadBy(open, trainHead('outcome', outcomes), outcomes)),
    },
  };
}

/** The model whose complexity has the labels' shares of simple, moderate and complex requests. */
function onLabelScale(head: Head, examples: readonly Example[], prompts: readonly LabelledPrompt[]): Head {
  const unseen = crossValidated(foldsByGroup(prompts.map(({ source }) => source)), (which) => {
    const trained = trainHead(
      'open',
      which.flatMap((at) => examples[at] ?? []),
    );
    return (at) => weighTraits(trained, examples[at] ?? { shape: [], words: [] });
  });
  const from = (level: number) => {
    const share = weightedMean(examples, ({ target }) => (target < level ? 1 : 0));
    return weightedQuantile(unseen, examples, share);
  };
  const [moderate, complex] = [from(1), from(2)];
  const factor = (logit(COMPLEX_FROM) - logit(MODERATE_FROM)) / (complex - moderate);
  return rescaled(head, factor, logit(MODERATE_FROM) - moderate * factor);
}

function asSpreadBy(open: Head, head: Head, examples: readonly Example[]): Head {
  const [wanted, own] = [open, head].map((one) => {
    const values = examples.map((example) => weighTraits(one, example));
    const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / values.length);
    return { middle, spread };
  }) as [Spread, Spread];
  const factor = wanted.spread / own.spread;
  return rescaled(head, factor, wanted.middle - own.middle * factor);
}

interface Spread {
  readonly middle: number;
  readonly spread: number;
}

function weightedMean(examples: readonly Example[], of: (example: Example) => number): number {
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  return examples.reduce((sum, example) => sum + example.weight * of(example), 0) / Math.max(1, total);
}

function weightedQuantile(values: readonly number[], examples: readonly Example[], share: number): number {
  const weightOf = (at: number) => examples[at]?.weight ?? 0;
  const order = values.map((_, at) => at).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  let rest = share * order.reduce((sum, at) => sum + weightOf(at), 0);
  for (const at of order) {
    rest -= weightOf(at);
    if (rest < 0) return values[at] ?? 0;
  }
  return values[order.at(-1) ?? 0] ?? 0;
}

function logit(share: number): number {
  return Math.log(share / (1 - share));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function packed({ words, ...head }: Head): PackedHead {
  const silent = words.every((weight) => weight === 0);
  return { ...head, words: silent ? '' : Buffer.from(words.buffer).toString('base64') };
}
