import { randomUUID } from 'node:crypto';
import type { ChatEvent } from '../../core/chat/chatEvent.ts';
import type { Logger } from '../../core/ports/logger.ts';
import { routeChat } from '../../core/routing/routeChat.ts';
import { applyChatEvent, type Problem } from '../../protocol/answer.ts';
import type { Engine } from '../engine.ts';
import { problemOf } from '../userWords.ts';
import type { ChatListener } from './chatListener.ts';
import { asPartOf } from './continued.ts';
import type { Conversation } from './conversation.ts';
import type { ConversationStore } from './conversationStore.ts';
import { logEvent } from './logEvent.ts';
import { ourMistake } from './ourMistake.ts';
import { type Asking, requestFor } from './requestFor.ts';
import { savingWhileStreaming } from './savingWhileStreaming.ts';
import { settleHome } from './settleHome.ts';
import type { AnswerTurn, UserTurn } from './turns.ts';

/** One question on its way into an answer of its chat. */
interface Run {
  readonly conversation: Conversation;
  readonly question: UserTurn;
  readonly turn: AnswerTurn;
  readonly asking: Asking;
}

interface Parts {
  readonly engine: Engine;
  readonly store: ConversationStore;
  readonly logger: Logger;
  readonly listeners: ChatListener;
  /** The answer that was coming in this chat has all its words. */
  readonly over: (conversation: Conversation) => void;
  readonly isShown: (conversation: Conversation) => boolean;
}

/** Brings answers into their chats, event by event, and keeps them on disk. */
export class Answering {
  readonly #parts: Parts;
  /** The window is about to close: what is stopped now was interrupted. */
  closing = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Asks, and takes what comes into the answer, until that is over and written. */
  async run({ conversation, question, turn, asking }: Run, signal: AbortSignal): Promise<void> {
    const earlier = asking.continues?.answer;
    const request = requestFor(conversation, question, earlier === undefined ? turn.id : randomUUID(), asking);
    const take = (event: ChatEvent) => {
      if (event.type === 'decision' && asking.model === undefined) settleHome(conversation, event);
      this.#take(conversation, turn, earlier === undefined ? event : asPartOf(earlier, event));
    };
    const endSaving = savingWhileStreaming(
      () => turn.answer,
      () => this.#parts.store.save(conversation),
    );
    try {
      this.#parts.listeners.changed();
      void this.#parts.store.save(conversation);
      const { setup, tools } = this.#parts.engine;
      for await (const event of routeChat(request, setup, tools, signal)) take(event);
    } catch (error) {
      take(ourMistake(error, this.#parts.logger));
    } finally {
      endSaving();
      this.#parts.over(conversation);
      if (this.closing && turn.answer.status === 'stopped') turn.answer = { ...turn.answer, status: 'interrupted' };
      // The vendor signed the last part of a continued answer alone.
      if (earlier !== undefined) delete turn.verbatim;
      this.#parts.listeners.changed();
      await this.#parts.store.save(conversation);
    }
  }

  #take(conversation: Conversation, turn: AnswerTurn, event: ChatEvent): void {
    if (event.type === 'done' && event.verbatim !== undefined) {
      const { verbatim, ...shown } = event;
      turn.verbatim = verbatim;
      this.#take(conversation, turn, shown);
      return;
    }
    turn.answer = applyChatEvent(turn.answer, event, Date.now());
    const isShown = this.#parts.isShown(conversation);
    if (isShown) this.#parts.listeners.event(turn.id, event, turn.answer);
    const nothingSetUp = ![...this.#parts.engine.setup.providers.values()].some(({ ready }) => ready);
    const problem = problemOf(event, nothingSetUp, turn.answer.decision);
    if (problem !== undefined) this.explain(turn, problem, isShown);
    logEvent(this.#parts.logger, turn.id, event);
  }

  /** Shows other words of what went wrong with an answer. */
  explain(turn: AnswerTurn, problem: Problem, isShown: boolean): void {
    turn.answer = { ...turn.answer, problem };
    if (isShown) this.#parts.listeners.problem(turn.id, problem, turn.answer);
  }
}
