import { type ArmFigures, armFigures } from '../../core/experiments/armFigures.ts';
import type { Experiment } from '../../core/experiments/experiment.ts';
import type { LedgerStore } from '../../storage/ledgerStore.ts';

/** What came of an experiment's arms, in the order of the setting; one that nobody got yet has no requests. */
export function experimentFigures(ledger: LedgerStore, { name, arms }: Experiment): ArmFigures[] {
  const figures = armFigures(ledger.armsSince(name, 0), ledger.attemptsSince(0), ledger.feedbackSince(0));
  return arms.map(({ name: arm }) => {
    const none = { arm, requests: 0, judged: 0, failed: 0, good: 0, bad: 0, costs: [], times: [] };
    return figures.find((one) => one.arm === arm) ?? none;
  });
}
