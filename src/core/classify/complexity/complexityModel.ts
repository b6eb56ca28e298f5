import { TASKS, type Task } from '../../chat/task.ts';
import { type QuestionKind, TRAIT_NAMES } from './traits.ts';
import { HASH_PLACES } from './wordHashes.ts';

/** A linear model: its sum is the logit of the complexity. */
export interface Head {
  readonly bias: number;
  /** One for each of `TRAIT_NAMES`. */
  readonly shape: readonly number[];
  /** One for each place that words are hashed to; with `wordUnit` they are weights of a request of one word. */
  readonly words: Int8Array;
  readonly wordUnit: number;
}

/** What was learnt of how difficult requests are, for each kind of question apart. */
export interface ComplexityModel {
  readonly heads: Readonly<Record<QuestionKind, Head>>;
  /** The logit that requests of a task have on average. */
  readonly tasks: Readonly<Record<Task, number>>;
  /** What is usual for each trait: the difference from it speaks. */
  readonly usual: readonly number[];
}

/** The model as `scripts/trainComplexity.ts` writes it: weights of words are base64 of signed bytes. */
export interface PackedComplexity {
  readonly traits: readonly string[];
  readonly usual: readonly number[];
  readonly tasks: Readonly<Record<string, number>>;
  readonly heads: Readonly<Record<QuestionKind, PackedHead>>;
}

export type PackedHead = Omit<Head, 'words'> & { readonly words: string };

/** Throws where the file was made for other traits than these. */
export function unpackComplexity(packed: PackedComplexity): ComplexityModel {
  if (packed.traits.join() !== TRAIT_NAMES.join())
    throw new TypeError('the complexity model was made for other traits');
  const { open, choice, outcome } = packed.heads;
  const tasks = Object.fromEntries(TASKS.map((task) => [task, packed.tasks[task] ?? 0])) as Record<Task, number>;
  return {
    heads: { open: unpackHead(open), choice: unpackHead(choice), outcome: unpackHead(outcome) },
    tasks,
    usual: packed.usual,
  };
}

function unpackHead({ words, ...head }: PackedHead): Head {
  const bytes = atob(words);
  return { ...head, words: Int8Array.from({ length: HASH_PLACES }, (_, at) => bytes.charCodeAt(at) || 0) };
}
