import type { ChatRequest } from '../chat/chatRequest.ts';
import { DIFFICULTIES } from '../chat/task.ts';
import type { Classification } from '../classify/classification.ts';
import { accountOf } from '../models/account.ts';
import { TIERS } from '../models/model.ts';
import type { Rest } from '../resilience/breaker.ts';
import type { AttemptTools } from '../strategies/attemptTools.ts';
import { say } from '../words.ts';
import type { Candidate } from './candidates.ts';
import type { Chain } from './chain.ts';
import { sameTaskClass } from './taskClass.ts';

interface Order {
  readonly ordered: Candidate[];
  /** Who would be asked first if nobody rested. */
  readonly preferred: Candidate | undefined;
}

/**
 * The order in which candidates are asked: the chain's, except that a conversation keeps its model while its task stays
 * in its class (prompt caches and style are worth money), and that a model whose circuit is open comes last.
 */
export function orderCandidates(
  candidates: readonly Candidate[],
  chain: Chain,
  request: ChatRequest,
  classification: Classification,
  { breaker, drill }: Pick<AttemptTools, 'breaker' | 'drill'>,
): Order {
  const ordered = keepModel(candidates, chain, request, classification);
  const closed: Candidate[] = [];
  const open: (Candidate & { readonly restsMs: number | null })[] = [];
  for (const candidate of ordered) {
    const rest = breaker.openFor(candidate.model.id, accountOf(candidate.model, candidate.provider));
    if (rest === undefined) {
      closed.push(candidate);
      continue;
    }
    const reason = drill?.isDown(candidate.model) ? say('down in a fire drill, asked last') : restWords(rest);
    open.push({ ...withReason(candidate, reason), restsMs: rest.remainingMs });
  }
  // Where nobody else is left, whoever comes back first is asked first.
  open.sort((a, b) => (a.restsMs ?? Number.MAX_VALUE) - (b.restsMs ?? Number.MAX_VALUE));
  return { ordered: [...closed, ...open], preferred: ordered[0] };
}

function restWords({ kind, remainingMs, probed }: Rest): string {
  if (probed) return say('failed a moment ago ({0}), another request is trying it', kind);
  if (remainingMs === null) return say('its key was refused, asked last until it changes');
  return say('failed a moment ago ({0}), asked last for {1} s', kind, Math.ceil(remainingMs / 1000));
}

function keepModel(
  candidates: readonly Candidate[],
  chain: Chain,
  { previous }: ChatRequest,
  classification: Classification,
): readonly Candidate[] {
  if (previous === undefined || chain.written || !sameTaskClass(previous.task, classification.task)) {
    return candidates;
  }
  const home = candidates.find((candidate) => candidate.model.id === previous.model);
  const first = candidates[0];
  if (home === undefined || first === undefined || outgrown(home, first, classification)) return candidates;
  // Its place in the chain is not why it is asked.
  const [, ...remarks] = home.reasons;
  return [
    { ...home, reasons: [say('this chat stays with it'), ...remarks] },
    ...candidates.filter((candidate) => candidate !== home),
  ];
}

/** A harder question than the conversation's model is meant for goes to the stronger one. */
function outgrown(home: Candidate, first: Candidate, { difficulty }: Classification): boolean {
  return strengthOf(home) < strengthOf(first) && DIFFICULTIES.indexOf(difficulty) > strengthOf(home);
}

/** The place of a model's tier among the difficulties; -1 where its tier is unknown. */
function strengthOf({ model }: Candidate): number {
  return model.tier === undefined ? -1 : TIERS.indexOf(model.tier);
}

function withReason(candidate: Candidate, reason: string): Candidate {
  return { ...candidate, reasons: [...candidate.reasons, reason] };
}
