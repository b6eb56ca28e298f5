import { authoredExamples } from './authoredExamples.ts';
import type { SharedPrompt } from './sharedPrompts.ts';
import { BITS, exampleOf, type Taught } from './trainingSet.ts';
import { type TrainingExample, trainWeights } from './trainWeights.ts';

/** How many features the file holds. */
export const KEPT = 22_000;

interface Learnable {
  readonly taught: Taught;
  readonly example: TrainingExample;
}

/** Everything that can be learnt from, our own examples too, with its features. */
export function learnable(prompts: readonly SharedPrompt[]): Learnable[] {
  const real = prompts.map((prompt) => ({
    ...prompt,
    kind: prompt.careful ? ('careful' as const) : ('noisy' as const),
  }));
  const own = authoredExamples().map((prompt) => ({ ...prompt, kind: 'authored' as const }));
  return [...real, ...own].map((taught) => ({ taught, example: exampleOf(taught) }));
}

/** The weights that the examples teach. */
export function learn(learnt: readonly Learnable[]): Float32Array {
  return trainWeights(
    learnt.map(({ example }) => example),
    BITS,
  );
}
