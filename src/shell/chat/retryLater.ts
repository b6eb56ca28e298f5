import { comebackWords, firstBackWords } from '../../core/chat/failureTitle.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { say } from '../../core/words.ts';
import type { Answer, Problem } from '../../protocol/answer.ts';
import type { ChatHost } from './chatHost.ts';
import type { Conversation } from './conversation.ts';
import type { AnswerTurn } from './turns.ts';

/** Where nobody said when to come back, the first wait; each further one is twice as long, up to the longest. */
const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/** What waiting needs of a chat, shown or not. */
interface WaitingChat extends Pick<ChatHost, 'conversation' | 'busy' | 'explain' | 'save'> {
  regenerate(messageId: string | undefined): Promise<void>;
}

interface Waiting {
  readonly turn: AnswerTurn;
  /** What went wrong, for when the waiting ends. */
  readonly problem: Problem;
  readonly cancel: () => void;
}

/** A failed answer as a window shows it that does not wait to ask it again, although one did. */
export function waitingNoMore(answer: Answer): Answer {
  const { problem } = answer;
  if (!problem?.actions.some(({ action }) => action === 'stopWaiting')) return answer;
  // The last line said when.
  const said = problem.detail.split('\n').slice(0, -1);
  return {
    ...answer,
    problem: {
      title: problem.title,
      detail: [...said, say('A window was waiting to ask this again; this one is not.')].join('\n'),
      actions: [
        { action: 'retry', label: say('Try Again') },
        { action: 'retryLater', label: say('Retry When Available') },
      ],
    },
  };
}

/**
 * Asks questions again when the first of the models that all failed can be asked again, each until its answer is there.
 * A chat that is left meanwhile is waited for like the one that is shown; all of it ends with the window.
 */
export class RetryLater {
  readonly #chatOf: (conversation: Conversation) => WaitingChat;
  readonly #clock: Clock;
  readonly #waiting = new Map<Conversation, Waiting>();

  constructor(chatOf: (conversation: Conversation) => WaitingChat, clock: Clock) {
    this.#chatOf = chatOf;
    this.#clock = clock;
  }

  /** The chats that are waited for. */
  get chats(): Iterable<Conversation> {
    return this.#waiting.keys();
  }

  /** Waits with the question behind this failed answer, the last of the chat; the answer's card says until when. */
  wait(conversation: Conversation, id: string | null, tries = 0): void {
    this.stop(conversation);
    const chat = this.#chatOf(conversation);
    const turn = failedIn(chat, id ?? conversation.head);
    if (turn === undefined) return;
    const messageId = turn.id;
    const { problem, error } = turn.answer;
    if (problem === undefined || error === undefined) return;
    const waitMs = error.error.backInMs ?? Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS);
    const cancel = this.#clock.schedule(waitMs, () => void this.#ask(conversation, messageId, tries));
    this.#waiting.set(conversation, { turn, problem, cancel });
    const whenBack = [firstBackWords(error.error.backInMs), comebackWords(error.error)];
    const time = new Date(this.#clock.now() + waitMs).toLocaleTimeString();
    chat.explain(turn, {
      title: problem.title,
      detail: [...linesBut(problem.detail, whenBack), say('The question is asked again at {0}.', time)].join('\n'),
      actions: [
        { action: 'stopWaiting', label: say('Stop Waiting') },
        { action: 'retry', label: say('Ask Now') },
      ],
    });
    // A window that is opened later says what became of it.
    void chat.save();
  }

  /** Asks the question behind an answer again at once, the last one where none is named. */
  askNow(conversation: Conversation, messageId: string | null): void {
    this.stop(conversation);
    void this.#chatOf(conversation).regenerate(messageId ?? undefined);
  }

  /** Waits no longer in this chat. */
  stop(conversation: Conversation): void {
    const waiting = this.#end(conversation);
    if (waiting === undefined) return;
    const chat = this.#chatOf(conversation);
    chat.explain(waiting.turn, waiting.problem);
    void chat.save();
  }

  /** Waits no longer in a chat that is going to be deleted. */
  forget(id: string): void {
    for (const conversation of this.#waiting.keys()) {
      const waiting = conversation.id === id ? this.#end(conversation) : undefined;
      if (waiting !== undefined) waiting.turn.answer = { ...waiting.turn.answer, problem: waiting.problem };
    }
  }

  /** The window closes: its chats say, when they are opened again, that they were waited for. */
  close(): void {
    for (const conversation of this.#waiting.keys()) this.#end(conversation);
  }

  #end(conversation: Conversation): Waiting | undefined {
    const waiting = this.#waiting.get(conversation);
    this.#waiting.delete(conversation);
    waiting?.cancel();
    return waiting;
  }

  async #ask(conversation: Conversation, messageId: string, tries: number): Promise<void> {
    this.stop(conversation);
    const chat = this.#chatOf(conversation);
    // Its reader went on meanwhile.
    if (failedIn(chat, messageId) === undefined) return;
    await chat.regenerate(messageId);
    const { head } = conversation;
    const isOut = failedIn(chat, head)?.answer.problem?.actions.some(({ action }) => action === 'retryLater');
    if (isOut && head !== messageId) this.wait(conversation, head, tries + 1);
  }
}

/** What a card says without these lines: one time in it is enough. */
function linesBut(detail: string, left: readonly string[]): string[] {
  return detail.split('\n').filter((line) => line !== '' && !left.includes(line));
}

/** The failed answer that a chat ends with, if it is this one. */
function failedIn({ conversation, busy }: WaitingChat, messageId: string | null): AnswerTurn | undefined {
  const { turns, head } = conversation;
  if (head !== messageId || busy) return undefined;
  const turn = turns.find(({ id }) => id === messageId);
  return turn?.role === 'assistant' && turn.answer.status === 'failed' ? turn : undefined;
}
