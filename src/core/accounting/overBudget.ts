import { SwitchyardError } from '../chat/errors.ts';
import type { Limit, Standing } from './budget.ts';
import { refusalWords } from './budgetWords.ts';

/** The `budget` error of a request or an attempt that does not fit into what a limit has left. */
export class OverBudget extends SwitchyardError {
  readonly limit: Limit;

  /** `neededNano`: what it would have cost at least. */
  constructor(standing: Standing, neededNano: number) {
    super('budget', refusalWords(standing, neededNano));
    this.limit = standing;
  }
}
