import { countedFit, type MeasuredRequest } from '../accounting/countedFit.ts';
import type { Rejection } from '../chat/chatEvent.ts';
import type { ModelMemory } from '../ports/modelMemory.ts';
import type { TokenCounter } from '../ports/tokenCounter.ts';
import { say } from '../words.ts';
import type { Candidate } from './candidates.ts';

/**
 * The candidates without those that an exact count finds too small, where an estimate could not tell; those that nobody
 * can count are asked last. Counts nothing, and is done at once, unless a request is close to a window. Rejects as an
 * abort when `signal` stops.
 */
export async function exactFit(
  candidates: readonly Candidate[],
  request: Omit<MeasuredRequest, 'outputTokens'>,
  { counter, memory }: { readonly counter: TokenCounter; readonly memory: ModelMemory },
  signal: AbortSignal,
): Promise<{ fitting: readonly Candidate[]; rejected: readonly Rejection[] }> {
  if (candidates.every(({ close }) => !close)) return { fitting: candidates, rejected: [] };
  const fitting: Candidate[] = [];
  const unsure: Candidate[] = [];
  const rejected: Rejection[] = [];
  for (const candidate of candidates) {
    const { model, outputTokens, close } = candidate;
    const asked = { ...request, outputTokens };
    const fit = close ? await countedFit(model, asked, memory.facts(model.id), counter, signal) : 'fits';
    if (fit === 'fits') fitting.push(candidate);
    else if (fit === 'close') unsure.push(candidate);
    else
      rejected.push({
        model: model.id,
        reason: say('counted exactly, it does not fit into its window of {0} tokens', model.contextWindow ?? 0),
      });
  }
  return { fitting: [...fitting, ...unsure], rejected };
}
