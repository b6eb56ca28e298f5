import type { Candidate } from '../routing/candidates.ts';
import type { LimitPicture } from './limiter.ts';
import { type Full, fullWords } from './room.ts';

/** The candidates that can be asked now, then those whose limit is reached, the soonest free first, each with its reason. */
export function roomFirst(candidates: readonly Candidate[], picture: LimitPicture): Candidate[] {
  const checked = candidates.map((candidate) => ({
    candidate,
    full: picture.full(candidate.provider, needOf(candidate)),
  }));
  const waiting = checked.flatMap(({ candidate, full }) => (full === undefined ? [] : [waitingFor(candidate, full)]));
  const free = checked.flatMap(({ candidate, full }) => (full === undefined ? [candidate] : []));
  return [...free, ...waiting.sort((a, b) => (a.waitsMs ?? 0) - (b.waitsMs ?? 0))];
}

/** What asking a candidate will take of its limits. */
export function needOf({ model, inputTokens, outputTokens }: Candidate) {
  return { model: model.name, inputTokens, outputTokens };
}

function waitingFor(candidate: Candidate, full: Full): Candidate {
  return { ...candidate, reasons: [...candidate.reasons, fullWords(full)], waitsMs: full.freeInMs ?? 0 };
}
