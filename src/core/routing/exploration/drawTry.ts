import { nanoFromUsd } from '../../accounting/price.ts';
import type { ChatRequest } from '../../chat/chatRequest.ts';
import type { ChatMessage } from '../../chat/message.ts';
import type { Classification } from '../../classify/classification.ts';
import { evenShare } from '../../experiments/evenShare.ts';
import type { Try, TryBook } from '../../ports/tryBook.ts';
import type { Chain } from '../chain.ts';
import { expectedQuality } from '../quality/expectedQuality.ts';
import type { Ranked } from '../rank.ts';
import type { Setup } from '../setup.ts';
import { worthOf } from '../worth.ts';

/** A model whose answer is expected to be worth less than the best one's by more than this is not tried. */
const REACH = 0.15;

/** What a try hangs on besides the models. */
export interface TryQuestion {
  readonly request: ChatRequest;
  readonly messages: readonly ChatMessage[];
  readonly chain: Chain;
  readonly classification: Classification;
  readonly setup: Setup;
}

/** A try with the model that it is of, and the one in whose place it is. */
export interface Drawn {
  readonly tried: Try;
  readonly candidate: Ranked;
  readonly best: Ranked;
}

/**
 * The model that is tried instead of the first of these, if any: drawn by lot (the same one for the same request) for the share of
 * questions that the user allows, by Thompson's sampling of what the others may turn out to be worth. Never for what is complex,
 * never where anybody named a model, and never for more than is left of the day's extra cost.
 */
export function drawTry(
  ranked: readonly Ranked[],
  question: TryQuestion,
  tries: TryBook | undefined,
): Drawn | undefined {
  const { request, setup } = question;
  const { exploration } = setup;
  const [best, ...others] = ranked;
  if (exploration === undefined || tries === undefined || best === undefined || best.expected.usd === null)
    return undefined;
  if (isSettled(question) || evenShare(`${request.id}\ntry`) >= exploration.share) return undefined;
  const usualNano = nanoFromUsd(best.expected.usd);
  const left = exploration.maxNanoPerDay - tries.extraToday();
  let drawn: Drawn | undefined;
  let most = best.worth;
  for (const candidate of others) {
    const { usd } = candidate.expected;
    if (usd === null || candidate.worth < best.worth - REACH) continue;
    const extraNano = Math.max(0, nanoFromUsd(usd) - usualNano);
    const worth = luckyWorth(candidate, usd, question);
    if (extraNano > left || worth <= most) continue;
    most = worth;
    drawn = { tried: { model: candidate.candidate.model.id, usualNano, extraNano }, candidate, best };
  }
  return drawn;
}

/** Whether the question is no place for tries: nobody would learn from it, too much hangs on it, or who answers is said. */
function isSettled({ request, messages, chain, classification: { difficulty } }: TryQuestion): boolean {
  const isNamed =
    chain.written || chain.arm !== undefined || request.model !== undefined || request.models !== undefined;
  const isOtherwise = (request.strategy ?? chain.strategy ?? 'single') !== 'single';
  // What becomes of an answer is seen in the panel only.
  const isUnseen = request.source !== 'panel' || request.draft === true;
  const isPart = request.partial !== undefined || messages.at(-1)?.role === 'tool';
  return isUnseen || isNamed || isOtherwise || difficulty === 'complex' || isPart;
}

/** What an answer may be worth, with the luck of this request in what is not known of the model yet. */
function luckyWorth(
  { candidate, expected }: Ranked,
  usd: number,
  { request, classification: { difficulty }, setup: { objective } }: TryQuestion,
): number {
  const { standing, good, answers } = expected;
  const luck = normal(`${request.id}\n${candidate.model.id}`);
  const quality = expectedQuality(standing.standing, difficulty, { good, bad: answers - good }, luck);
  return worthOf({ ...expected, quality }, usd, { objective, difficulty });
}

/** A number from the standard normal distribution that a text always has, by Box and Muller. */
function normal(text: string): number {
  return Math.sqrt(-2 * Math.log(1 - evenShare(text))) * Math.cos(2 * Math.PI * evenShare(`${text}\nturn`));
}
