import { randomUUID } from 'node:crypto';
import { isCut } from '../../protocol/isCut.ts';
import type { AnswerFeedback } from '../../protocol/panelState.ts';
import type { SignKeeper } from '../learnt/signKeeper.ts';
import { askedAgain } from './askedAgain.ts';
import type { ChatHost } from './chatHost.ts';
import { reopened } from './continued.ts';
import type { Asking } from './requestFor.ts';
import { pathTo, showing } from './tree.ts';
import type { Turn } from './turns.ts';
import { vote } from './vote.ts';

/** What a reader does with messages that are there already, besides deleting. */
export class MessageActions {
  readonly #chat: ChatHost;
  readonly #signs: SignKeeper;

  constructor(chat: ChatHost, signs: SignKeeper) {
    this.#chat = chat;
    this.#signs = signs;
  }

  /** Asks a question in other words beside the former ones; an answer that is coming is stopped and kept. */
  async edit(messageId: string, text: string): Promise<void> {
    const { conversation } = this.#chat;
    const asked = conversation.turns.find(({ id }) => id === messageId);
    if (asked?.role !== 'user' || text.trim() === '') return;
    await this.#chat.stop();
    if (this.#chat.conversation !== conversation) return;
    if (text.trim() === asked.text.trim()) this.#signs.note(this.#answerTo(messageId), 'redone');
    const { role: _, parent, at: __, ...question } = asked;
    await this.#chat.ask({ ...question, id: randomUUID(), text }, parent);
  }

  /**
   * Asks the question of an answer again, beside which the new answer then stands; without an id it is the last one. With
   * a model only that one is asked, and both answers are compared. What is to be replaced is kept with the question. Does
   * nothing while another answer is coming.
   */
  async regenerate(
    messageId: string | null = this.#chat.conversation.head,
    { model, privacy }: Pick<Asking, 'model' | 'privacy'> = {},
  ): Promise<void> {
    const again = askedAgain(this.#chat.conversation, messageId);
    if (this.#chat.busy || again === undefined) return;
    const { question, former } = again;
    if (privacy?.redact !== undefined) question.privacy = { ...question.privacy, redact: privacy.redact };
    const before = this.#chat.conversation.turns.find(({ id }) => id === former);
    const wasAnswered = before?.role === 'assistant' && before.answer.status === 'done';
    const compared = model !== undefined && former !== undefined;
    this.#signs.note(before, compared ? 'askedOther' : 'redone');
    await this.#chat.begin(
      question,
      {
        ...(former === undefined ? {} : { replaces: former }),
        ...(compared ? { beside: true } : {}),
      },
      {
        ...(model === undefined ? {} : { model }),
        ...(privacy === undefined ? {} : { privacy }),
        ...(wasAnswered ? { anew: true } : {}),
      },
    );
  }

  /** Goes on with an answer that was cut; the rest is added to it. Does nothing while another answer is coming. */
  async continueAnswer(messageId: string): Promise<void> {
    const [question, turn] = pathTo(this.#chat.conversation, messageId).slice(-2);
    if (this.#chat.busy || question?.role !== 'user' || turn?.role !== 'assistant' || !isCut(turn.answer)) return;
    this.#chat.settle();
    const continues = { ...turn };
    // What the vendor signed is the first part alone.
    delete turn.verbatim;
    turn.answer = reopened(turn.answer);
    await this.#chat.run(question, turn, { continues });
  }

  /** Shows the newest conversation through this turn. Does nothing while an answer is coming. */
  show(messageId: string): void {
    if (this.#chat.busy) return;
    this.#chat.settle();
    Object.assign(this.#chat.conversation, showing(this.#chat.conversation, messageId));
    this.#chat.changed();
    void this.#chat.save();
  }

  /** Goes on with one of two answers that were compared, and in Auto with its model. */
  choose(messageId: string): void {
    const { turns, head } = this.#chat.conversation;
    const last = turns.find(({ id }) => id === head);
    const chosen = turns.find(({ id }) => id === messageId);
    if (this.#chat.busy || last?.role !== 'assistant' || chosen?.role !== 'assistant') return;
    const other = messageId === last.id ? last.replaces : last.id;
    delete last.beside;
    const { done, decision } = chosen.answer;
    if (done !== undefined && decision !== undefined) {
      this.#chat.conversation.home = { model: done.model, task: decision.task };
    }
    this.#signs.note(chosen, 'chosen');
    this.#signs.note(
      turns.find(({ id }) => id === other),
      'passedOver',
    );
    this.show(messageId);
  }

  vote(messageId: string, feedback: AnswerFeedback | null): void {
    vote(this.#chat, this.#signs, messageId, feedback);
  }

  /** The answer to a question that was given last. */
  #answerTo(messageId: string): Turn | undefined {
    return this.#chat.conversation.turns.findLast(({ role, parent }) => role === 'assistant' && parent === messageId);
  }
}
