import { accountOf } from '../models/account.ts';
import type { Rest } from '../resilience/breaker.ts';
import type { AttemptTools } from '../strategies/attemptTools.ts';
import { say } from '../words.ts';
import type { Candidate } from './candidates.ts';

type Resting = Candidate & { readonly restsMs: number | null };

/** Candidates as they come, those whose circuit is open behind the others, with how long they rest. */
export function restingLast(
  ordered: readonly Candidate[],
  { breaker, drill }: Pick<AttemptTools, 'breaker' | 'drill'>,
): Candidate[] {
  const closed: Candidate[] = [];
  const open: Resting[] = [];
  for (const candidate of ordered) {
    const rest = breaker.openFor(candidate.model.id, accountOf(candidate.model, candidate.provider));
    if (rest === undefined) {
      closed.push(candidate);
      continue;
    }
    const reason = drill?.isDown(candidate.model) ? say('down in a fire drill, asked last') : restWords(rest);
    open.push({ ...candidate, reasons: [...candidate.reasons, reason], restsMs: rest.remainingMs });
  }
  // Where nobody else is left, whoever comes back first is asked first.
  open.sort((a, b) => (a.restsMs ?? Number.MAX_VALUE) - (b.restsMs ?? Number.MAX_VALUE));
  return [...closed, ...open];
}

function restWords({ kind, remainingMs, probed }: Rest): string {
  if (probed) return say('failed a moment ago ({0}), another request is trying it', kind);
  if (remainingMs === null) return say('its key was refused, asked last until it changes');
  return say('failed a moment ago ({0}), asked last for {1} s', kind, Math.ceil(remainingMs / 1000));
}
