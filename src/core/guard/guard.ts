import type { Charge } from '../accounting/meter.ts';
import { nanoFromUsd } from '../accounting/price.ts';
import type { ChatEvent, CostSource, DoneEvent, Rejection } from '../chat/chatEvent.ts';
import type { ChatRequest } from '../chat/chatRequest.ts';
import { type ErrorInfo, SwitchyardError } from '../chat/errors.ts';
import { messageText } from '../chat/message.ts';
import { NO_PARTS } from '../chat/usage.ts';
import { say } from '../words.ts';
import { guardRequest, type Judged, type Ward } from './guardRequest.ts';
import type { GuardSetup, Verdict } from './guardSetup.ts';
import { OVERLAP, PIECE } from './pieces.ts';
import { readVerdict } from './readVerdict.ts';

const GUARD_MS = 15_000;

/** Asks a model; the events are those of any request. */
export type Ask = (request: ChatRequest, signal: AbortSignal) => AsyncIterable<ChatEvent>;

/** The guard at work on one request. */
export class Guard {
  readonly setup: GuardSetup;
  readonly #ward: Ward;
  readonly #question: string;
  readonly #ask: Ask;
  #asked = 0;
  /** What its verdicts have cost so far. */
  readonly charges: Charge[] = [];
  /** The worst that was said of the answer so far. */
  output: Verdict = { type: 'safe' };

  constructor(setup: GuardSetup, ward: Ward, ask: Ask) {
    this.setup = setup;
    this.#ward = ward;
    // All that was said since the last answer: a client may say it in several messages.
    const answered = ward.messages.findLastIndex(({ role }) => role === 'assistant');
    const asked = ward.messages.slice(answered + 1).filter(({ role }) => role === 'user');
    this.#question = this.hide(asked.map(messageText).join('\n\n'));
    this.#ask = ask;
  }

  /** A text without the values that nobody outside this machine may see: before it is cut into pieces, where half of one would not be known. */
  hide(text: string): string {
    return this.#ward.placeholders.hide(text);
  }

  /** What the guard says of the question. */
  judgeInput(signal: AbortSignal): Promise<Verdict> {
    return this.#judge(this.#question, (question) => ({ what: 'input', question, answer: '' }), signal);
  }

  /** What the guard says of a piece of the answer; kept if it is the worst. */
  async judgeOutput(answer: string, signal: AbortSignal): Promise<Verdict> {
    const question = this.#question.slice(0, PIECE);
    const verdict = await this.#judge(
      this.hide(answer),
      (piece) => ({ what: 'output', question, answer: piece }),
      signal,
    );
    if (verdict.type === 'unsafe' || this.output.type === 'safe') this.output = verdict;
    return verdict;
  }

  /** The error of what must not pass; undefined where it may. */
  refusal(verdict: Verdict, what: Judged['what']): SwitchyardError | undefined {
    const { model, onUnsafe, ifUnavailable } = this.setup;
    if (onUnsafe === 'warn' || verdict.type === 'safe') return undefined;
    if (verdict.type === 'unavailable') {
      if (ifUnavailable === 'allow') return undefined;
      const { reason } = verdict;
      return new SwitchyardError('contentFilter', say('The guard {0} could not be asked: {1}.', model, reason));
    }
    const categories = verdict.categories.join(', ') || say('no category named');
    const message =
      what === 'input'
        ? say('The guard {0} refused the question: {1}.', model, categories)
        : say('The guard {0} refused the answer: {1}.', model, categories);
    return new SwitchyardError('contentFilter', message);
  }

  async #judge(text: string, about: (piece: string) => Judged, signal: AbortSignal): Promise<Verdict> {
    const { fault } = this.setup;
    if (fault !== undefined) return { type: 'unavailable', reason: fault };
    let worst: Verdict = { type: 'safe' };
    for (let at = 0; at === 0 || at + OVERLAP < text.length; at += PIECE - OVERLAP) {
      const verdict = await this.#verdict(about(text.slice(at, at + PIECE)), signal);
      if (verdict.type === 'unsafe') return verdict;
      if (verdict.type === 'unavailable') worst = verdict;
    }
    return worst;
  }

  async #verdict(judged: Judged, signal: AbortSignal): Promise<Verdict> {
    const request = guardRequest(++this.#asked, this.setup, judged, this.#ward);
    const limited = AbortSignal.any([signal, AbortSignal.timeout(GUARD_MS)]);
    let text = '';
    let rejected: readonly Rejection[] = [];
    for await (const event of this.#ask(request, limited)) {
      if (event.type === 'decision') rejected = event.rejected;
      else if (event.type === 'text') text += event.delta;
      else if (event.type === 'retract') text = text.slice(0, text.length - event.characters);
      else if (event.type === 'done') this.charges.push(chargeOf(event, event.costSource));
      else if (event.type === 'error') {
        this.charges.push(chargeOf(event, 'priced'));
        return { type: 'unavailable', reason: reasonOf(event.error, rejected) };
      }
    }
    return readVerdict(text);
  }
}

/** Why a guard that was asked said nothing. */
function reasonOf({ kind, message }: ErrorInfo, rejected: readonly Rejection[]): string {
  if (kind !== 'privacy') return message;
  return say('it may not see this ({0})', rejected.map(({ reason }) => reason).join('; '));
}

/** Its cost as a part of another request's; how much it read and wrote is told of no answer. */
function chargeOf({ costUsd, estimated }: Pick<DoneEvent, 'costUsd' | 'estimated'>, costSource: CostSource): Charge {
  const usage = NO_PARTS;
  return costUsd === null
    ? { usage, estimated, costNano: null, costSource: 'unknown' }
    : { usage, estimated, costNano: nanoFromUsd(costUsd), costSource };
}
