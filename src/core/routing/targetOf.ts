import { estimateUsd } from '../accounting/estimateUsd.ts';
import type { Target } from '../chat/chatEvent.ts';
import type { Candidate } from './candidates.ts';

/** A candidate as a decision names it. */
export function targetOf(candidate: Candidate): Target {
  return {
    model: candidate.model.id,
    estimatedUsd: estimateUsd(candidate.model, candidate),
    reasons: candidate.reasons,
    ...(candidate.restsMs === undefined ? {} : { restsMs: candidate.restsMs }),
    ...(candidate.waitsMs === undefined ? {} : { waitsMs: candidate.waitsMs }),
  };
}
