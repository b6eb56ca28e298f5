import { traitsOf } from '../../src/core/classify/complexity/traits.ts';
import type { Example } from './fitRidge.ts';
import type { ChoiceRow, LabelledPrompt, OutcomeSet } from './questionSets.ts';

/** What is right this often counts as a strong model, and this often as a weak one that is worth asking. */
const STRONG = 0.8;
const WEAK = [0.5, 0.76] as const;
const LEVELS = { simple: 0, moderate: 1, complex: 2 } as const;
/** A label that was read carefully counts as much as so many of the others. */
const CAREFUL = 3;

/** What asking a strong model gains on each of these questions: the mean over many models says it with less chance. */
export function outcomeExamples({ prompts, models }: OutcomeSet, which: readonly number[]): Example[] {
  const scored = Object.values(models).map((answers) => {
    const right = which.map((at) => answers[at]?.[0] ?? 0);
    return { right, share: meanOf(right) };
  });
  const strong = scored.filter(({ share }) => share >= STRONG);
  const weak = scored.filter(({ share }) => share >= WEAK[0] && share <= WEAK[1]);
  return which.map((at, place) => ({
    ...measured(prompts[at] ?? ''),
    target: meanOf(strong.map(({ right }) => right[place] ?? 0)) - meanOf(weak.map(({ right }) => right[place] ?? 0)),
    weight: 1,
  }));
}

/** What asking the strong model gains on each of these questions: 1, 0 or -1. */
export function choiceExamples(rows: readonly ChoiceRow[]): Example[] {
  return rows.map(([, prompt, weak, strong]) => ({ ...measured(prompt), target: strong - weak, weight: 1 }));
}

/** How difficult people found these requests: 0, 1 or 2. */
export function openExamples(rows: readonly LabelledPrompt[]): Example[] {
  return rows.map(({ prompt, difficulty, careful }) => ({
    ...measured(prompt),
    target: LEVELS[difficulty],
    weight: careful ? CAREFUL : 1,
  }));
}

const known = new Map<string, Pick<Example, 'shape' | 'words'>>();

function measured(prompt: string): Pick<Example, 'shape' | 'words'> {
  const before = known.get(prompt);
  if (before !== undefined) return before;
  const { shape, words } = traitsOf(prompt, {});
  known.set(prompt, { shape, words });
  return { shape, words };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
