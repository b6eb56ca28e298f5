import type { Clock } from '../../core/ports/clock.ts';
import { say } from '../../core/words.ts';
import type { Answer, Problem } from '../../protocol/answer.ts';
import type { ChatHost } from './chatHost.ts';
import type { AnswerTurn } from './turns.ts';

/** Where nobody said when to come back, the first wait; each further one is twice as long, up to the longest. */
const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/** What waiting needs of its chat. */
type WaitingChat = Pick<ChatHost, 'conversation' | 'busy' | 'explain'>;

interface Waiting {
  readonly turn: AnswerTurn;
  /** What went wrong, for when the waiting ends. */
  readonly problem: Problem;
  readonly cancel: () => void;
}

/** A failed answer as it is without the window that waited to ask it again. */
export function waitingNoMore(answer: Answer): Answer {
  if (!answer.problem?.actions.some(({ action }) => action === 'stopWaiting')) return answer;
  const { problem: _, ...rest } = answer;
  return rest;
}

/** Asks a question again when the first of the models that all failed can be asked again, until an answer is there. */
export class RetryLater {
  readonly #chat: WaitingChat;
  readonly #regenerate: (messageId: string | undefined) => Promise<void>;
  readonly #clock: Clock;
  #waiting: Waiting | undefined;

  constructor(chat: WaitingChat, regenerate: (messageId: string | undefined) => Promise<void>, clock: Clock) {
    this.#chat = chat;
    this.#regenerate = regenerate;
    this.#clock = clock;
  }

  /** Waits with the question behind this failed answer, the last of the chat; the answer's card says until when. */
  wait(id: string | null, tries = 0): void {
    this.stop();
    const turn = this.#failed(id ?? this.#chat.conversation.head);
    if (turn === undefined) return;
    const messageId = turn.id;
    const { problem, error } = turn.answer;
    if (problem === undefined || error === undefined) return;
    const waitMs = error.error.backInMs ?? Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS);
    const cancel = this.#clock.schedule(waitMs, () => void this.#ask(messageId, tries));
    this.#waiting = { turn, problem, cancel };
    const time = new Date(this.#clock.now() + waitMs).toLocaleTimeString();
    this.#chat.explain(turn, {
      title: problem.title,
      detail: [problem.detail, say('The question is asked again at {0}.', time)]
        .filter((line) => line !== '')
        .join('\n'),
      actions: [
        { action: 'stopWaiting', label: say('Stop Waiting') },
        { action: 'retry', label: say('Ask Now') },
      ],
    });
  }

  /** Asks the question behind an answer again at once, the last one where none is named. */
  askNow(messageId: string | null): void {
    this.stop();
    void this.#regenerate(messageId ?? undefined);
  }

  /** Waits no longer. */
  stop(): void {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    this.#waiting = undefined;
    waiting.cancel();
    this.#chat.explain(waiting.turn, waiting.problem);
  }

  async #ask(messageId: string, tries: number): Promise<void> {
    this.stop();
    // Its reader went on meanwhile.
    if (this.#failed(messageId) === undefined) return;
    await this.#regenerate(messageId);
    const { head } = this.#chat.conversation;
    const isOut = this.#failed(head)?.answer.problem?.actions.some(({ action }) => action === 'retryLater');
    if (isOut && head !== messageId) this.wait(head, tries + 1);
  }

  #failed(messageId: string | null): AnswerTurn | undefined {
    const { turns, head } = this.#chat.conversation;
    if (head !== messageId || this.#chat.busy) return undefined;
    const turn = turns.find(({ id }) => id === messageId);
    return turn?.role === 'assistant' && turn.answer.status === 'failed' ? turn : undefined;
  }
}
