import { estimateUsd } from '../accounting/estimateUsd.ts';
import type { Target } from '../chat/chatEvent.ts';
import type { PromptBook } from '../prompt/promptBook.ts';
import type { Candidate } from './candidates.ts';

/** A candidate as a decision names it. */
export function targetOf(candidate: Candidate, prompts: Pick<PromptBook, 'version'>): Target {
  const prompt = prompts.version(candidate.model);
  return {
    model: candidate.model.id,
    estimatedUsd: estimateUsd(candidate.model, candidate),
    reasons: candidate.reasons,
    ...(prompt === undefined ? {} : { prompt }),
    ...(candidate.restsMs === undefined ? {} : { restsMs: candidate.restsMs }),
    ...(candidate.waitsMs === undefined ? {} : { waitsMs: candidate.waitsMs }),
  };
}
