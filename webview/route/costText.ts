import type { Answer } from '../../src/protocol/answer.ts';
import { formatCost } from '../format/formatCost.ts';
import { strings } from '../lateStrings.ts';

type Cost = Pick<NonNullable<Answer['done']>, 'costUsd' | 'costSource' | 'estimated'>;

/** What an answer cost and how that is known; an unknown price is told as unknown. */
export function costText({ costUsd, costSource, estimated }: Cost): string {
  if (costUsd === null || costSource === 'unknown') return strings.costUnknownLong;
  const source = costSource === 'reported' ? strings.costReported : strings.costPriced;
  return [formatCost(costUsd, { estimated }), source, ...(estimated ? [strings.costEstimated] : [])].join(' · ');
}
