import { costNano, type Price, rateFromUsd, usdFromNano } from '../accounting/price.ts';
import { NO_PARTS } from '../chat/usage.ts';
import type { Tier } from '../models/model.ts';
import type { Candidate } from './candidates.ts';
import { type Expectation, expectationOf, type Outlook } from './expectation.ts';
import type { Objective } from './setup.ts';
import { worthOf } from './worth.ts';

/** A candidate with what is expected of it, and what that is worth. */
export interface Ranked {
  readonly candidate: Candidate;
  readonly expected: Expectation;
  readonly worth: number;
}

/** What models of a tier cost at most as a rule, for those whose price nobody knows: it is not a bargain. */
const USUAL_PRICE: Readonly<Record<Tier, Price>> = {
  budget: { input: rateFromUsd(0.5), output: rateFromUsd(2) },
  standard: { input: rateFromUsd(3), output: rateFromUsd(15) },
  premium: { input: rateFromUsd(6), output: rateFromUsd(30) },
};

/**
 * Candidates by what their answers are worth, the best first; those of whom neither a tier nor a figure is known are a last
 * resort. Linear in the candidates; of the past it reads running means only.
 */
export function rank(candidates: readonly Candidate[], outlook: Outlook, objective: Objective): Ranked[] {
  const expected = candidates.map((candidate) => ({ candidate, expected: expectationOf(candidate, outlook) }));
  const dearest = new Map<Tier | undefined, number>();
  for (const {
    candidate,
    expected: { usd },
  } of expected) {
    const { tier } = candidate.model;
    if (usd !== null) dearest.set(tier, Math.max(usd, dearest.get(tier) ?? 0));
  }
  const ranked = expected.map((one): Ranked => {
    const usd = one.expected.usd ?? Math.max(usualUsd(one), dearest.get(one.candidate.model.tier) ?? 0) * DOUBT;
    const { candidate, expected } = one;
    return {
      candidate,
      expected,
      worth: worthOf(one.expected, usd, { objective, difficulty: outlook.classification.difficulty }),
    };
  });
  ranked.sort((a, b) => b.worth - a.worth);
  return [...ranked.filter((one) => !isUnknown(one)), ...ranked.filter(isUnknown)];
}

/** Of two with all else alike the one whose price is known comes first. */
const DOUBT = 1.01;

function usualUsd({ candidate, expected }: Pick<Ranked, 'candidate' | 'expected'>): number {
  const { model, inputTokens } = candidate;
  const parts = { ...NO_PARTS, uncachedInput: inputTokens, outputText: expected.outputTokens };
  return usdFromNano(costNano(USUAL_PRICE[model.tier ?? 'standard'], parts));
}

function isUnknown({ candidate: { model } }: Ranked): boolean {
  return model.tier === undefined && model.figures === undefined;
}
