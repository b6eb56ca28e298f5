import { Habits } from '../core/routing/habits.ts';
import type { LedgerStore } from './ledgerStore.ts';
import { OTHER_WORK } from './otherWork.ts';

/** How far back an answer tells of a model's habits. */
const SINCE_MS = 30 * 86_400_000;

/** Models' habits as the ledger has them, which follow every answer that is written to it. */
export function keptHabits(ledger: LedgerStore, now: number): Habits {
  const habits = new Habits(ledger.habitsSince(now - SINCE_MS));
  ledger.onChange(({ outcome, source, usage, ...row }) => {
    if (outcome === 'ok' && usage !== null && !OTHER_WORK.includes(source)) {
      habits.add({ ...row, outputTokens: usage.outputTokens });
    }
  });
  return habits;
}
