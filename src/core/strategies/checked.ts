import type { Candidate } from '../routing/candidates.ts';
import type { HeldAnswer } from './heldAnswer.ts';
import type { Plan } from './strategy.ts';
import type { Tried } from './tried.ts';
import type { Way } from './way.ts';

/** A first answer with what it is checked against and by whom. */
export interface Checked {
  readonly plan: Plan;
  readonly way: Way & { readonly name: 'cascade' };
  readonly draft: HeldAnswer;
  readonly author: Candidate;
  /** Whom to ask otherwise, best first. */
  readonly stronger: readonly Candidate[];
  readonly tried: Tried;
}
