import type { ChatMessage } from '../chat/message.ts';
import { messageTexts } from '../chat/messageTexts.ts';
import type { Parameters } from '../chat/parameters.ts';
import type { Model } from '../models/model.ts';
import type { LearntFacts } from '../ports/modelMemory.ts';
import type { Amount } from '../ports/reservations.ts';
import { estimateFor } from './estimateTokens.ts';
import { imageTokens } from './imageTokens.ts';
import { neededOutput, outputLimits } from './outputLimit.ts';
import { type Price, type Rate, rateOf } from './price.ts';
import type { PromptMeasure } from './promptMeasure.ts';
import { tokenFamilyOf } from './tokenFamilies.ts';

/** No page was found to be further off than four times the mean error of its family. */
const ERRORS = 4;
/** What vendors add to every request and to every piece of it, at most. */
const PER_REQUEST = 64;
const PER_FRAME = 16;
/** What tool definitions add in instructions of the vendor's own, at most. */
const TOOL_PROMPT = 512;
/** Written at most where nobody knows how much a model can write, and where no less was asked for. */
const UNKNOWN_CEILING = 16_384;
/** An answer of a model that thinks is not worth beginning with less. */
const THINKING_TOKENS = 2400;
/** Some APIs take no lower limit. */
const LEAST_LIMIT = 16;
const MILLION = 1_000_000n;

/** A request as one model would get it. */
export interface Sending {
  readonly model: Model;
  readonly messages: readonly ChatMessage[];
  readonly parameters: Parameters;
  readonly prompt: PromptMeasure;
}

/** What judging an answer takes beside the answer itself. */
export interface JudgingCost {
  /** One look of the guard at it, in integer nano-dollars. */
  readonly lookNano: number;
  /** All looks at a million tokens of it, in integer nano-dollars. */
  readonly rate: number;
}

/** What a request can cost at most. Money in integer nano-dollars, rates for a million tokens. */
export interface WorstCase {
  readonly inputTokens: number;
  readonly inputNano: number;
  readonly outputRate: number;
  /** The output that it may come to, in tokens, and the least that is worth asking for. */
  readonly outputTokens: number;
  readonly leastTokens: number;
}

/** The worst case of a request to a model whose price is known. */
export function worstCase(sending: Sending, price: Price, facts: LearntFacts): WorstCase {
  const { model, parameters, prompt } = sending;
  const inputTokens = worstInput(sending, facts);
  // Tokens may be written to a cache, which costs more; an hour-long one is never asked for.
  const inputRate = Math.max(
    ...(['input', 'cacheWrite'] as const).map((name) => highest(rateOf(price, name), inputTokens)),
  );
  const outputRate = Math.max(
    ...(['output', 'reasoning'] as const).map((name) => highest(rateOf(price, name), inputTokens)),
  );
  const wanted = parameters.maxOutputTokens;
  const limits = outputLimits(model, { inputTokens: estimateFor(model, prompt, facts), wanted }, facts);
  const known = Math.min(limits.most ?? Number.POSITIVE_INFINITY, limits.room ?? Number.POSITIVE_INFINITY);
  const sent = limits.sent === undefined ? undefined : Math.max(limits.sent, LEAST_LIMIT);
  const outputTokens = sent ?? (Number.isFinite(known) ? Math.max(known, LEAST_LIMIT) : UNKNOWN_CEILING);
  const worth = Math.max(neededOutput(model, wanted, facts), model.reasoning ? THINKING_TOKENS : 0);
  return {
    inputTokens,
    inputNano: product(inputTokens, inputRate) + prompt.images.length * (price.perInputImage ?? 0),
    outputRate,
    outputTokens,
    // What somebody asked for is not made less.
    leastTokens: sent ?? Math.min(worth, outputTokens),
  };
}

/** What it costs at least to ask: less than that makes no answer. */
export function leastNano({ inputNano, outputRate, leastTokens }: WorstCase): number {
  return inputNano + product(leastTokens, outputRate);
}

/** As much of the worst case as fits into `leftNano`, by a lower limit of the output; undefined where nothing useful does. */
export function fitInto(worst: WorstCase, leftNano: number): Amount | undefined {
  const { inputNano, outputRate, outputTokens } = worst;
  if (leastNano(worst) > leftNano) return undefined;
  const all = inputNano + product(outputTokens, outputRate);
  if (all <= leftNano) return { nano: all, outputTokens };
  const affordable = Number((BigInt(leftNano - inputNano) * MILLION) / BigInt(outputRate));
  return { nano: inputNano + product(affordable, outputRate), outputTokens: affordable };
}

/** What an answer can cost at most together with those who judge it. */
export function withJudging(worst: WorstCase, judging: JudgingCost | undefined): WorstCase {
  if (judging === undefined) return worst;
  return { ...worst, inputNano: worst.inputNano + judging.lookNano, outputRate: worst.outputRate + judging.rate };
}

/** As much of the worst case as fits into `leftNano` beside what judging it takes, which is left there. */
export function fitJudged(worst: WorstCase, judging: JudgingCost | undefined, leftNano: number): Amount | undefined {
  const outputTokens = fitInto(withJudging(worst, judging), leftNano)?.outputTokens;
  return outputTokens === undefined ? undefined : fitInto({ ...worst, outputTokens }, leftNano);
}

/**
 * A bound of the input: its bytes, since every vocabulary in use makes at least a byte of a token, or the estimate with a
 * generous margin where the vocabulary's family is known or the model's own reports have corrected it, whichever is less.
 */
function worstInput({ model, messages, parameters, prompt }: Sending, facts: LearntFacts): number {
  const family = tokenFamilyOf(model.name);
  const own = messages.flatMap(({ verbatim }) =>
    verbatim?.model === model.id ? [JSON.stringify(verbatim.content)] : [],
  );
  const hidden = own.reduce((sum, text) => sum + text.length, 0);
  const isKnown = family.id !== 'unknown' || facts.tokensPerEstimate !== undefined;
  const estimate = estimateFor(model, prompt, facts) * (1 + ERRORS * family.error) + PER_REQUEST + hidden / 2;
  const definitions = [
    ...(parameters.tools ?? []),
    ...(parameters.structured === undefined ? [] : [parameters.structured]),
  ];
  const texts = [...messageTexts(messages), ...definitions.map((definition) => JSON.stringify(definition)), ...own];
  const pictures = prompt.images.reduce((sum, size) => sum + imageTokens(model.name, size) * 1.5, 0);
  const bytes =
    texts.reduce((sum, text) => sum + utf8Length(text), 0) +
    PER_REQUEST +
    prompt.frames * PER_FRAME +
    (definitions.length === 0 ? 0 : TOOL_PROMPT) +
    pictures;
  return Math.ceil(isKnown ? Math.min(bytes, estimate) : bytes);
}

/** The highest rate that a request of up to so many tokens can be billed at. */
function highest({ base, tiers = [] }: Rate, inputTokens: number): number {
  return Math.max(base, ...tiers.filter(({ start }) => inputTokens > start).map(({ rate }) => rate));
}

/** Rounded up: several roundings stay above the one that the real cost gets. */
function product(tokens: number, rate: number): number {
  return Number((BigInt(Math.ceil(tokens)) * BigInt(rate) + MILLION - 1n) / MILLION);
}

function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit & 0xf800) !== 0xd800 ? 2 : 1;
  }
  return bytes;
}
