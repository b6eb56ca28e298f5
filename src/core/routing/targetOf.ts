import { estimateUsd } from '../accounting/estimateUsd.ts';
import type { Target } from '../chat/chatEvent.ts';
import type { PromptBook } from '../prompt/promptBook.ts';
import type { Candidate } from './candidates.ts';

/** A candidate as a decision names it. */
export function targetOf(candidate: Candidate, prompts: Pick<PromptBook, 'version'>): Target {
  const prompt = prompts.version(candidate.model);
  const { model, expected, reasons, restsMs, waitsMs } = candidate;
  return {
    model: model.id,
    estimatedUsd: expected === undefined ? estimateUsd(model, candidate) : expected.usd,
    reasons,
    ...(prompt === undefined ? {} : { prompt }),
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
