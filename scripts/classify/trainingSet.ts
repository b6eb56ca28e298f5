import { TASKS, type Task } from '../../src/core/chat/task.ts';
import { placeOf } from '../../src/core/classify/task/featureHash.ts';
import { taskFeatures } from '../../src/core/classify/task/taskFeatures.ts';
import type { LabelledPrompt } from './labelledPrompt.ts';
import type { TrainingExample } from './trainWeights.ts';

/** How many bits tell features apart. */
export const BITS = 18;

/** What the other acceptable tasks get of a prompt's share. */
const ALSO = 0.4;

/** How much prompts count: the careful ones most, our own least, because they are many and alike. */
const COUNTS = { careful: 4, noisy: 1, authored: 0.4 };
/** Real prompts of a task count by the root of this: its share among the careful ones by its share among the noisy ones. */
const BALANCE: Readonly<Record<Task, number>> = {
  code: 0.73,
  fix: 1.55,
  test: 1.77,
  review: 0.88,
  explain: 1.1,
  summarize: 1.2,
  write: 0.8,
  translate: 2.6,
  extract: 0.85,
  reason: 1.02,
  chat: 0.83,
};

/** A prompt to learn from, and who labelled it. */
export interface Taught extends LabelledPrompt {
  readonly kind: keyof typeof COUNTS;
}

/** What is learnt of a prompt. */
export function exampleOf(taught: Taught): TrainingExample {
  const { prompt, kind, task } = taught;
  const weight = COUNTS[kind] * (kind === 'noisy' ? Math.sqrt(BALANCE[task]) : 1);
  return { ...placesOf(prompt), shares: sharesOf(taught), weight };
}

/** A prompt's features by their place. */
function placesOf(prompt: string): Pick<TrainingExample, 'places' | 'values'> {
  const found = new Map<number, number>();
  taskFeatures(prompt, (hash, value) => {
    const place = placeOf(hash, BITS);
    found.set(place, (found.get(place) ?? 0) + value);
  });
  return { places: Int32Array.from(found.keys()), values: Float32Array.from(found.values()) };
}

function sharesOf({ task, also }: LabelledPrompt): Float64Array {
  const shares = new Float64Array(TASKS.length);
  shares[TASKS.indexOf(task)] = also.length === 0 ? 1 : 1 - ALSO;
  for (const other of also) {
    const at = TASKS.indexOf(other);
    shares[at] = (shares[at] ?? 0) + ALSO / also.length;
  }
  return shares;
}
