import { isDamage } from './damage.ts';
import { suspectDamage } from './ledgerDatabase.ts';
import type { TellTrouble } from './storageTrouble.ts';

/**
 * Whether an error says that the ledger's file is damaged. If so, the next opening looks at the whole file and sets it
 * aside, whichever table it was, and its owner hears of it once.
 */
export type SeeDamage = (error: unknown) => boolean;

/** Looks after one file, for all that share its connection. */
export function damageWatch(file: string, tell: TellTrouble): SeeDamage {
  let isTold = false;
  return (error) => {
    if (!isDamage(error)) return false;
    suspectDamage(file);
    if (!isTold) tell({ type: 'damaged', what: 'ledger' });
    isTold = true;
    return true;
  };
}
