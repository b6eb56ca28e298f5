import type { ChatRequest } from '../chat/chatRequest.ts';
import type { ChatMessage } from '../chat/message.ts';
import type { Classification } from '../classify/classification.ts';
import type { Try } from '../ports/tryBook.ts';
import type { AttemptTools } from '../strategies/attemptTools.ts';
import { say } from '../words.ts';
import { cachedShare, homeOf, toolLoopModel } from './affinity.ts';
import type { Candidate } from './candidates.ts';
import type { Chain } from './chain.ts';
import { expectationOf, type Outlook } from './expectation.ts';
import { drawTry } from './exploration/drawTry.ts';
import { tryWords } from './exploration/tryWords.ts';
import { fallbackOrder } from './fallbackOrder.ts';
import { fastestModels } from './fastestModels.ts';
import { qualityWords } from './qualityWords.ts';
import { type Ranked, rank } from './rank.ts';
import { restingLast } from './restingLast.ts';
import type { Setup } from './setup.ts';
import { whyWords } from './whyWords.ts';

interface Order {
  readonly ordered: Candidate[];
  /** Who would be asked first if nobody rested. */
  readonly preferred: Candidate | undefined;
  /** The first of them is tried in the place of the preferred one. */
  readonly tried?: Try;
  /** Why, the sentence for the reader first. */
  readonly reasons: readonly string[];
}

/** What an order hangs on besides the candidates. */
export interface OrderQuestion {
  readonly chain: Chain;
  readonly request: ChatRequest;
  readonly messages: readonly ChatMessage[];
  readonly classification: Classification;
  readonly setup: Setup;
}

/**
 * The order in which candidates are asked: those that a route or rule names as they are written, the others by what their
 * answers are worth (`worthOf`), except that a conversation keeps its model while its task stays in its class, a tool loop to
 * its end, and that a model whose circuit is open comes last.
 */
export function orderCandidates(
  candidates: readonly Candidate[],
  question: OrderQuestion,
  tools: Pick<AttemptTools, 'breaker' | 'drill' | 'clock' | 'habits' | 'quality' | 'tries'>,
): Order {
  const outlook = outlookOf(question, tools);
  const { ordered, reasons, open } = byWorth(candidates, question, outlook);
  const looped = keepLoop(ordered, question);
  const rested = restingLast(looped, tools);
  const [preferred] = looped;
  // Where the best one rests, or goes on with its tools, is no time for tries.
  const isCalm = rested[0] === preferred && preferred?.model === open[0]?.candidate.model;
  const drawn = isCalm ? drawTry(open, question, tools.tries) : undefined;
  const first = drawn && rested.find(({ model, restsMs }) => model.id === drawn.tried.model && restsMs === undefined);
  if (drawn === undefined || first === undefined) return { ordered: rested, preferred, reasons };
  const { why, reason } = tryWords(drawn);
  const guest = { ...first, reasons: [reason, ...first.reasons] };
  const others = rested.filter((one) => one !== first);
  return { ordered: [guest, ...others], preferred, tried: drawn.tried, reasons: [why, ...reasons] };
}

function outlookOf(
  { request, messages, classification, setup }: OrderQuestion,
  { clock, habits, quality }: Pick<AttemptTools, 'clock' | 'habits' | 'quality'>,
): Outlook {
  return {
    classification,
    habits,
    quality,
    fastest: fastestModels(setup),
    cachedShare: cachedShare(messages, request, clock.now()),
  };
}

/** Those that are named as they come, then the others by worth; `open` are those, where it is the policy's to say who is asked. */
function byWorth(
  candidates: readonly Candidate[],
  { chain, request, classification, setup }: OrderQuestion,
  outlook: Outlook,
): { ordered: readonly Candidate[]; reasons: readonly string[]; open: readonly Ranked[] } {
  const named = candidates.flatMap((candidate) =>
    candidate.auto ? [] : [{ ...candidate, expected: expectationOf(candidate, outlook) }],
  );
  const ranked = rank(
    candidates.filter(({ auto }) => auto),
    outlook,
    setup.objective,
  );
  const { home, reasons } = homeOf(ranked, request, classification);
  const order = fallbackOrder(
    home === undefined ? ranked : [home, ...ranked.filter((one) => one !== home)],
    outlook.fastest,
  );
  const behind = say('only if the others fail');
  const ordered = [...named, ...order.map((one, place) => placed(one, home, place === 0 ? [] : [behind]))];
  const [first] = order;
  if (named.length > 0 || first === undefined) return { ordered, reasons: [chain.reason], open: [] };
  const others = order.filter((one) => one !== first);
  if (home !== undefined) return { ordered, reasons: [...reasons, chain.reason], open: [] };
  const why = whyWords(first, others, classification, setup.objective);
  return { ordered, reasons: [why, ...reasons, chain.reason], open: ranked };
}

/** A ranked model as a candidate of its place. */
function placed({ candidate, expected }: Ranked, home: Ranked | undefined, behind: readonly string[]): Candidate {
  const { model, reasons } = candidate;
  if (home?.candidate === candidate) {
    return { ...candidate, expected, reasons: [say('this chat stays with it'), ...reasons] };
  }
  return { ...candidate, expected, reasons: [qualityWords(expected, model.tier), ...behind, ...reasons] };
}

/** In the middle of a tool loop, the model that called the tools goes on, whoever is preferred. */
function keepLoop(ordered: readonly Candidate[], { messages, request }: OrderQuestion): readonly Candidate[] {
  const caller = toolLoopModel(messages, request);
  const home = ordered.find(({ model }) => model.id === caller);
  if (home === undefined || home === ordered[0]) return ordered;
  const kept = { ...home, reasons: [say('it called the tools whose results these are'), ...home.reasons] };
  return [kept, ...ordered.filter((candidate) => candidate !== home)];
}
