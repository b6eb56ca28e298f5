import type { ChatEvent } from '../chat/chatEvent.ts';
import type { ChatRequest } from '../chat/chatRequest.ts';
import { SwitchyardError } from '../chat/errors.ts';
import { say } from '../words.ts';
import { guardRequest, type Judged } from './guardRequest.ts';
import type { GuardSetup, Verdict } from './guardSetup.ts';
import { readVerdict } from './readVerdict.ts';

/** Guards read a few thousand tokens: longer texts are judged in pieces, which overlap so that nothing hides at a seam. */
const PIECE = 12_000;
const OVERLAP = 500;
const GUARD_MS = 15_000;

/** Asks a model; the events are those of any request. */
export type Ask = (request: ChatRequest, signal: AbortSignal) => AsyncIterable<ChatEvent>;

/** The guard at work on one request. */
export class Guard {
  readonly setup: GuardSetup;
  readonly #question: string;
  readonly #ask: Ask;
  readonly #requestId: string;
  #asked = 0;
  /** The worst that was said of the answer so far. */
  output: Verdict = { type: 'safe' };

  constructor(setup: GuardSetup, { id, question, ask }: { id: string; question: string; ask: Ask }) {
    this.setup = setup;
    this.#requestId = id;
    this.#question = question;
    this.#ask = ask;
  }

  /** What the guard says of the question. */
  judgeInput(signal: AbortSignal): Promise<Verdict> {
    return this.#judge(this.#question, (question) => ({ what: 'input', question, answer: '' }), signal);
  }

  /** What the guard says of a piece of the answer; kept if it is the worst. */
  async judgeOutput(answer: string, signal: AbortSignal): Promise<Verdict> {
    const question = this.#question.slice(0, PIECE);
    const verdict = await this.#judge(answer, (piece) => ({ what: 'output', question, answer: piece }), signal);
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
    let worst: Verdict = { type: 'safe' };
    for (let at = 0; at === 0 || at + OVERLAP < text.length; at += PIECE - OVERLAP) {
      const verdict = await this.#verdict(about(text.slice(at, at + PIECE)), signal);
      if (verdict.type === 'unsafe') return verdict;
      if (verdict.type === 'unavailable') worst = verdict;
    }
    return worst;
  }

  async #verdict(judged: Judged, signal: AbortSignal): Promise<Verdict> {
    const id = `${this.#requestId}-guard-${++this.#asked}`;
    const limited = AbortSignal.any([signal, AbortSignal.timeout(GUARD_MS)]);
    let text = '';
    for await (const event of this.#ask(guardRequest(id, this.setup, judged), limited)) {
      if (event.type === 'text') text += event.delta;
      else if (event.type === 'retract') text = text.slice(0, text.length - event.characters);
      else if (event.type === 'error') return { type: 'unavailable', reason: event.error.message };
    }
    return readVerdict(text);
  }
}
