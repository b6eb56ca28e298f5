import { estimateUsd } from '../accounting/estimateUsd.ts';
import type { Target } from '../chat/chatEvent.ts';
import type { Candidate } from './candidates.ts';

/** A candidate as a decision names it. */
export function targetOf(candidate: Candidate): Target {
  const { model, expected, reasons, restsMs, waitsMs } = candidate;
  return {
    model: model.id,
    estimatedUsd: expected === undefined ? estimateUsd(model, candidate) : expected.usd,
    reasons,
    ...(restsMs === undefined ? {} : { restsMs }),
    ...(waitsMs === undefined ? {} : { waitsMs }),
    ...(expected === undefined
      ? {}
      : {
          expected: {
            quality: expected.quality,
            answers: expected.answers,
            outputTokens: expected.outputTokens,
            cachedTokens: expected.cachedTokens,
            seconds: expected.seconds,
          },
        }),
  };
}
