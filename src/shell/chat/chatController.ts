import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { ChatEvent, DecisionEvent } from '../../core/chat/chatEvent.ts';
import type { ChatRequest } from '../../core/chat/chatRequest.ts';
import type { RequestContext } from '../../core/chat/requestContext.ts';
import type { Logger } from '../../core/ports/logger.ts';
import { routeChat } from '../../core/routing/routeChat.ts';
import { sameTaskClass } from '../../core/routing/taskClass.ts';
import { type Answer, applyChatEvent, EMPTY_ANSWER, type Problem } from '../../protocol/answer.ts';
import type { Attachment } from '../context/editorContext.ts';
import type { Engine } from '../engine.ts';
import { problemOf } from '../userWords.ts';
import { type Conversation, endOf, historyBefore } from './conversation.ts';
import type { ConversationStore } from './conversationStore.ts';
import { savingWhileStreaming } from './savingWhileStreaming.ts';
import { pathOf, pathTo, withTurn } from './tree.ts';
import type { AnswerTurn, UserTurn } from './turns.ts';

/** A question as a view or a command asks it. */
export interface Question {
  readonly text: string;
  /** The gesture: `ask`, `explain`, … */
  readonly command: string;
  readonly attachments: readonly Attachment[];
}

/** What listeners are told while an answer comes. */
export interface ChatListener {
  /** The list of messages or the pinned model changed. */
  changed(): void;
  /** `answer`: what it has come to with this event. */
  event(messageId: string, event: ChatEvent, answer: Answer): void;
  problem(messageId: string, problem: Problem, answer: Answer): void;
}

/** Owns the window's conversation: asks, keeps it on disk, and goes on whether or not a view is there to see it. */
export class ChatController {
  readonly #engine: Engine;
  readonly #store: ConversationStore;
  readonly #logger: Logger;
  readonly #listeners = new Set<ChatListener>();
  #running: AbortController | undefined;
  #ended: Promise<void> = Promise.resolve();
  #closing = false;
  #conversation: Conversation;

  constructor(engine: Engine, store: ConversationStore, conversation: Conversation, logger: Logger) {
    this.#engine = engine;
    this.#store = store;
    this.#conversation = conversation;
    this.#logger = logger;
  }

  get conversation(): Conversation {
    return this.#conversation;
  }

  get busy(): boolean {
    return this.#running !== undefined;
  }

  /** The newest answer, finished or not. */
  get lastAnswer(): AnswerTurn | undefined {
    const last = pathOf(this.#conversation).findLast((turn) => turn.role === 'assistant');
    return last?.role === 'assistant' ? last : undefined;
  }

  listen(listener: ChatListener): vscode.Disposable {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Asks; resolves when the answer is complete, failed or stopped. Does nothing while another answer is coming. */
  async send(question: Question): Promise<void> {
    if (this.busy || question.text.trim() === '') return;
    const context = Object.assign({ command: question.command }, ...question.attachments.map((a) => a.context));
    const turn: UserTurn = {
      role: 'user',
      id: randomUUID(),
      parent: endOf(this.#conversation),
      at: Date.now(),
      text: question.text,
      command: question.command,
      chips: question.attachments.map((attachment) => attachment.chip),
      context,
    };
    Object.assign(this.#conversation, withTurn(this.#conversation, turn));
    await this.#begin(turn);
  }

  /**
   * Asks the question of an answer again, beside which the new answer then stands; without an id it is the last one.
   * Does nothing while another answer is coming.
   */
  async regenerate(messageId: string | null = this.#conversation.head): Promise<void> {
    const path = pathTo(this.#conversation, messageId);
    const question = path.findLast((turn) => turn.role === 'user');
    if (this.busy || question?.role !== 'user') return;
    const former = path.at(-1);
    if (former?.role === 'assistant') this.#engine.ledger.feedback(former.id, 'redone', Date.now());
    await this.#begin(question, former?.role === 'assistant' ? former : undefined);
  }

  stop(): void {
    this.#running?.abort();
  }

  /** The reader took something of this answer: it counts as kept. */
  kept(messageId: string): void {
    this.#engine.ledger.feedback(messageId, 'kept', Date.now());
  }

  newChat(): void {
    this.#leave();
    const { model, turns } = this.#conversation;
    if (turns.length > 0) this.#conversation = this.#store.create(model);
    this.#changed();
    void this.#store.save(this.#conversation);
  }

  /** Pins a model by its full id, or goes back to Auto with null. */
  chooseModel(model: string | null): void {
    this.#conversation.model = model;
    this.#changed();
    void this.#store.save(this.#conversation);
  }

  /** Stops, and resolves when everything of the running answer is written. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#leave();
    this.#listeners.clear();
    await this.#ended;
  }

  /** Stops the running answer without waiting for it: it ends in its own conversation. */
  #leave(): void {
    this.stop();
    this.#running = undefined;
  }

  #begin(question: UserTurn, replaced?: AnswerTurn): Promise<void> {
    this.#ended = this.#answer(question, replaced);
    return this.#ended;
  }

  async #answer(question: UserTurn, replaced: AnswerTurn | undefined): Promise<void> {
    const conversation = this.#conversation;
    const turn: AnswerTurn = {
      role: 'assistant',
      id: randomUUID(),
      parent: question.id,
      at: Date.now(),
      answer: EMPTY_ANSWER,
      ...(replaced === undefined ? {} : { replaces: wordedOf(conversation, replaced) }),
    };
    const request = this.#request(question, turn.id);
    Object.assign(conversation, withTurn(conversation, turn));
    const running = new AbortController();
    this.#running = running;
    const endSaving = savingWhileStreaming(
      () => turn.answer,
      () => this.#store.save(conversation),
    );
    try {
      this.#changed();
      void this.#store.save(conversation);
      for await (const event of routeChat(request, this.#engine.setup, this.#engine.tools, running.signal)) {
        this.#take(conversation, turn, event);
      }
    } catch (error) {
      // A bug of ours: said plainly, with its trace in the log, and nothing is lost.
      this.#logger.error(`a request ended with a bug: ${error instanceof Error ? error.stack : String(error)}`);
      const bug = {
        kind: 'protocol',
        message: vscode.l10n.t('Switchyard made a mistake; the log says more'),
        attempts: [],
      } as const;
      this.#take(conversation, turn, { type: 'error', error: bug, usage: null, costUsd: null, estimated: false });
    } finally {
      endSaving();
      if (this.#running === running) this.#running = undefined;
      if (this.#closing && turn.answer.status === 'stopped') turn.answer = { ...turn.answer, status: 'interrupted' };
      this.#changed();
      await this.#store.save(conversation);
    }
  }

  #request(question: UserTurn, id: string): ChatRequest {
    const { model, home } = this.#conversation;
    return {
      id,
      source: 'panel',
      prompt: question.text,
      context: question.context as RequestContext,
      history: historyBefore(this.#conversation, question.id),
      conversationId: this.#conversation.id,
      retractable: true,
      ...(model === null ? {} : { model }),
      ...(home === undefined ? {} : { previous: home }),
    };
  }

  #take(conversation: Conversation, turn: AnswerTurn, event: ChatEvent): void {
    if (event.type === 'done' && event.verbatim !== undefined) {
      const { verbatim, ...shown } = event;
      turn.verbatim = verbatim;
      this.#take(conversation, turn, shown);
      return;
    }
    turn.answer = applyChatEvent(turn.answer, event);
    if (event.type === 'decision') settle(conversation, event);
    for (const listener of this.#listeners) listener.event(turn.id, event, turn.answer);
    const problem = problemOf(event, ![...this.#engine.setup.providers.values()].some(({ ready }) => ready));
    if (problem !== undefined) {
      turn.answer = { ...turn.answer, problem };
      for (const listener of this.#listeners) listener.problem(turn.id, problem, turn.answer);
    }
    this.#log(turn.id, event);
  }

  #log(id: string, event: ChatEvent): void {
    const short = id.slice(0, 8);
    if (event.type === 'decision') {
      const targets = event.targets.map((target) => target.model).join(' → ') || 'nobody';
      this.#logger.info(`${short} ${event.task}, ${event.difficulty}: ${targets}`);
      for (const { model, reason } of event.rejected) this.#logger.info(`${short} not ${model}: ${reason}`);
    } else if (event.type === 'fallback') {
      this.#logger.warn(
        `${short} ${event.from} failed (${event.error.kind} ${event.error.status ?? ''}) after ${event.afterCharacters} characters, now ${event.to}`,
      );
    } else if (event.type === 'done') {
      this.#logger.info(
        `${short} ${event.model} answered in ${Math.round(event.latency.totalMs)} ms, ${event.attempts} attempt(s)`,
      );
    } else if (event.type === 'error') {
      this.#logger.warn(`${short} failed: ${event.error.kind}`);
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) listener.changed();
  }
}

/** The answer to be seen where an attempt to replace this one brings no word. */
function wordedOf({ turns }: Conversation, { id, answer, replaces }: AnswerTurn): string {
  return answer.text === '' && turns.some((turn) => turn.id === replaces) ? (replaces ?? id) : id;
}

/**
 * A chat is at home with the first choice of its first question, until the task changes its class. While a better choice
 * may be resting, whoever answers is a guest.
 */
function settle(conversation: Conversation, { task, targets }: DecisionEvent): void {
  const { home, model } = conversation;
  const [first] = targets;
  if (first === undefined || model !== null || targets.some((target) => target.restsMs !== undefined)) return;
  if (home === undefined || !sameTaskClass(home.task, task)) conversation.home = { model: first.model, task };
}
