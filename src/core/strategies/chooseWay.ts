import { estimateUsd } from '../accounting/estimateUsd.ts';
import type { ChatRequest, RequestSource } from '../chat/chatRequest.ts';
import type { Parameters } from '../chat/parameters.ts';
import { THRESHOLDS } from '../checks/cascadeSetup.ts';
import type { Candidate } from '../routing/candidates.ts';
import type { Chain } from '../routing/chain.ts';
import type { Setup } from '../routing/setup.ts';
import { say } from '../words.ts';
import type { Way } from './way.ts';

/** What the choice of a strategy depends on. */
export interface WayQuestion {
  readonly request: ChatRequest;
  readonly parameters: Parameters;
  readonly chain: Chain;
  readonly setup: Setup;
  /** In the order in which one after the other would be asked. */
  readonly candidates: readonly Candidate[];
}

/** The strategy of a request, its candidates in the order that this takes, and what there is to say of it. */
export interface ChosenWay {
  readonly way: Way;
  readonly candidates: readonly Candidate[];
  readonly reasons: readonly string[];
}

/** Nobody waits for their answers to be good. */
const PLAIN_SOURCES: ReadonlySet<RequestSource> = new Set<RequestSource>([
  'title',
  'guard',
  'recognition',
  'fireDrill',
]);

/**
 * The strategy that was chosen by hand, else what the rule or the route says, else `single`. A tool loop, a continuation and a pinned
 * model are never cascaded, nor is a question for which nobody stronger than the cheapest is left.
 */
export function chooseWay(question: WayQuestion): ChosenWay {
  const { request, chain, setup, candidates } = question;
  const single: ChosenWay = { way: { name: 'single' }, candidates, reasons: [] };
  if (chain.arm !== undefined) return { ...single, way: { name: 'experiment', ...chain.arm } };
  const written = chain.strategy;
  const wanted = request.strategy ?? written;
  if (wanted !== 'cascade' || PLAIN_SOURCES.has(request.source) || request.model !== undefined) return single;
  const obstacle = obstacleOf(question);
  if (obstacle !== undefined) return { ...single, reasons: [obstacle] };
  // A chain that was written for this is in the order that its author wants.
  const ordered = chain.written && written === 'cascade' ? candidates : cheapestFirst(candidates);
  if (ordered === undefined || ordered.length < 2) {
    return { ...single, reasons: [say('not checked by a cascade: nobody stronger is left to ask')] };
  }
  const ceilingUsd = chain.rule?.ceilingUsd ?? chain.route?.ceilingUsd;
  const cascade =
    ceilingUsd === undefined ? setup.cascade : { ...setup.cascade, ceilingNano: Math.round(ceilingUsd * 1e9) };
  return {
    way: { name: 'cascade', setup: cascade, threshold: THRESHOLDS[setup.objective] },
    candidates: ordered,
    reasons: [say('a cheap answer is checked first, and a stronger model asked if it does not pass')],
  };
}

function obstacleOf({ request, parameters }: WayQuestion): string | undefined {
  if ((parameters.tools?.length ?? 0) > 0) return say('not checked by a cascade: the question comes with tools');
  if (request.partial !== undefined) return say('not checked by a cascade: an answer is continued');
  return undefined;
}

/** The cheapest that is well, then whoever is stronger, then the rest; undefined where the cheapest is as good as any. */
function cheapestFirst(candidates: readonly Candidate[]): readonly Candidate[] | undefined {
  const priced = candidates
    .filter(({ restsMs, waitsMs }) => restsMs === undefined && waitsMs === undefined)
    .flatMap((candidate) => {
      const usd = usdOf(candidate);
      return usd === null ? [] : [{ candidate, usd }];
    });
  const cheapest = priced.toSorted((a, b) => a.usd - b.usd)[0];
  if (cheapest === undefined) return undefined;
  const { candidate: first, usd: least } = cheapest;
  const others = candidates.filter((one) => one !== first);
  const isStronger = (one: Candidate) => isAbove(one, first, (usdOf(one) ?? 0) > least);
  const stronger = others.filter(isStronger);
  if (stronger.length === 0) return undefined;
  return [first, ...stronger, ...others.filter((one) => !isStronger(one))];
}

/** By how good their answers are expected to be; where that tells nothing, by their prices. */
function isAbove({ expected: one }: Candidate, { expected: other }: Candidate, costsMore: boolean): boolean {
  const further = (one?.quality ?? 0) - (other?.quality ?? 0);
  return further === 0 ? costsMore : further > 0;
}

function usdOf({ model, expected, ...tokens }: Candidate): number | null {
  return expected === undefined ? estimateUsd(model, tokens) : expected.usd;
}
