import type { Difficulty } from '../../chat/task.ts';
import type { Evidence } from '../../ports/qualityStore.ts';

/**
 * How the chance of a good answer hangs on a model's standing: nearly every model does what is simple, and what is complex
 * tells them apart.
 */
const CURVE: Readonly<Record<Difficulty, { readonly middle: number; readonly slope: number }>> = {
  simple: { middle: 4.7, slope: 0.25 },
  moderate: { middle: 3.8, slope: 2 },
  complex: { middle: 0.86, slope: 1.4 },
};

/** Published figures count like so many answers seen here. */
const PRIOR_ANSWERS = 8;

/**
 * The chance (0…1) that a model's answer is good, from its standing and what happened here: a Beta posterior at the difficulty
 * in the middle, whose difference to the prior is carried to the others on the logit scale, for outcomes are kept by task. With
 * `luck` it is not the mean but so many standard deviations from it, on that scale.
 */
export function expectedQuality(standing: number, difficulty: Difficulty, { good, bad }: Evidence, luck = 0): number {
  const prior = logitAt(standing, difficulty);
  if (good + bad === 0 && luck === 0) return chance(prior);
  const middle = chance(logitAt(standing, 'moderate'));
  const a = PRIOR_ANSWERS * middle + good;
  const b = PRIOR_ANSWERS * (1 - middle) + bad;
  // The logarithm of a Beta variable's odds has about this variance.
  const spread = luck * Math.sqrt(1 / a + 1 / b);
  return chance(prior + Math.log(a / b) + spread - logit(middle));
}

function logitAt(standing: number, difficulty: Difficulty): number {
  const { middle, slope } = CURVE[difficulty];
  return middle + slope * standing;
}

function chance(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

function logit(share: number): number {
  return Math.log(share / (1 - share));
}
