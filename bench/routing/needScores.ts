import { choiceExamples, openExamples, outcomeExamples } from '../../scripts/complexity/examples.ts';
import type { Example } from '../../scripts/complexity/fitRidge.ts';
import { crossValidated, foldsByChance, foldsByGroup } from '../../scripts/complexity/folds.ts';
import type { QuestionSets } from '../../scripts/complexity/questionSets.ts';
import { trainHead } from '../../scripts/complexity/trainHead.ts';
import type { QuestionKind } from '../../src/core/classify/complexity/traits.ts';
import { weighTraits } from '../../src/core/classify/complexity/weighTraits.ts';

/** What is said of each question by what was never trained on it. */
export interface NeedScores {
  /** Trained on other questions of the same set. */
  readonly inSet: readonly number[];
  /** Trained on labelled requests only. */
  readonly fromPrompts: readonly number[];
  /** Trained on the other question set only. */
  readonly fromOther: readonly number[];
}

/** The scores of both question sets, and of the labelled requests by sources that were not trained on. */
export function needScores(sets: QuestionSets, seed = 1): { crux: NeedScores; mmlu: NeedScores; prompts: number[] } {
  const all = sets.crux.prompts.map((_, at) => at);
  const outcomes = outcomeExamples(sets.crux, all);
  const choices = choiceExamples(sets.mmlu);
  const requests = openExamples(sets.prompts);
  const trained = (kind: QuestionKind, examples: readonly Example[]) => {
    const head = trainHead(kind, examples);
    return (of: Example | undefined) => (of === undefined ? 0 : weighTraits(head, of));
  };
  const [outcome, choice, open] = [trained('outcome', outcomes), trained('choice', choices), trained('open', requests)];
  const pick = (examples: readonly Example[], which: readonly number[]) => which.flatMap((at) => examples[at] ?? []);
  return {
    crux: {
      inSet: crossValidated(foldsByChance(outcomes.length, seed), (which) => {
        const score = trained('outcome', outcomeExamples(sets.crux, which));
        return (at) => score(outcomes[at]);
      }),
      fromPrompts: outcomes.map(open),
      fromOther: outcomes.map(choice),
    },
    mmlu: {
      inSet: crossValidated(foldsByChance(choices.length, seed), (which) => {
        const score = trained('choice', pick(choices, which));
        return (at) => score(choices[at]);
      }),
      fromPrompts: choices.map(open),
      fromOther: choices.map(outcome),
    },
    prompts: crossValidated(foldsByGroup(sets.prompts.map(({ source }) => source)), (which) => {
      const score = trained('open', pick(requests, which));
      return (at) => score(requests[at]);
    }),
  };
}
