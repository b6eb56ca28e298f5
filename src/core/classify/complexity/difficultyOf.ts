import type { Difficulty } from '../../chat/task.ts';

/** From this complexity on a request is moderate. */
export const MODERATE_FROM = 0.36;
/** From this complexity on a request is complex. */
export const COMPLEX_FROM = 0.66;

/** The class of a complexity, 0…1. */
export function difficultyOf(complexity: number): Difficulty {
  if (complexity < MODERATE_FROM) return 'simple';
  return complexity < COMPLEX_FROM ? 'moderate' : 'complex';
}
