import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import { mergeContexts } from '../../core/chat/mergeContexts.ts';
import type { RequestContext } from '../../core/chat/requestContext.ts';
import type { Logger } from '../../core/ports/logger.ts';
import { EMPTY_ANSWER } from '../../protocol/answer.ts';
import { isCut } from '../../protocol/isCut.ts';
import type { Engine } from '../engine.ts';
import { followUpSign } from '../learnt/followUpSign.ts';
import { SignKeeper } from '../learnt/signKeeper.ts';
import { Answering } from './answering.ts';
import { settleBrokenOff } from './brokenOff.ts';
import type { ChatHost } from './chatHost.ts';
import type { ChatListener } from './chatListener.ts';
import { ChatListeners } from './chatListeners.ts';
import { ChatSwitch, type ShownChat } from './chatSwitch.ts';
import { type Conversation, endOf } from './conversation.ts';
import type { ConversationStore } from './conversationStore.ts';
import { Deletions } from './deletions.ts';
import { Drafts } from './drafts.ts';
import { settleLeftAnswers } from './leftAnswers.ts';
import { MessageActions } from './messageActions.ts';
import { MessageQueue } from './messageQueue.ts';
import type { Question } from './question.ts';
import type { Asking } from './requestFor.ts';
import { RetryLater } from './retryLater.ts';
import { pathOf, withTurn } from './tree.ts';
import type { AnswerTurn, QueuedMessage, UserTurn } from './turns.ts';

/** Owns the window's conversation: asks, keeps it on disk, and goes on whether or not a view is there to see it. */
export class ChatController {
  readonly #engine: Engine;
  readonly #store: ConversationStore;
  readonly #listeners = new ChatListeners();
  readonly #answering: Answering;
  /** A chat that was left before its first question was sent: the next new chat is this one. */
  #unsent: Conversation | undefined;
  #conversation: Conversation;
  /** Where what becomes of answers is noted. */
  readonly signs: SignKeeper;
  /** What was deleted and can be had back. */
  readonly deletions: Deletions;
  /** What a reader does with messages that are there already. */
  readonly messages: MessageActions;
  readonly queue: MessageQueue;
  readonly drafts: Drafts;
  readonly chats: ChatSwitch;
  /** What waits for a model to come back. */
  readonly later: RetryLater;

  constructor(engine: Engine, store: ConversationStore, conversation: Conversation, logger: Logger) {
    this.#engine = engine;
    this.#store = store;
    this.#conversation = conversation;
    this.signs = new SignKeeper(engine.ledger, engine.quality, () => engine.tools.clock.now());
    const shown = this.#host();
    this.deletions = new Deletions(shown);
    const { signs } = this;
    this.messages = new MessageActions(shown, signs);
    this.later = new RetryLater((chat) => {
      const host = this.#host(chat);
      const regenerate = (id?: string) => new MessageActions(host, signs).regenerate(id);
      return Object.assign(host, { regenerate });
    }, engine.tools.clock);
    this.queue = new MessageQueue(shown);
    this.chats = new ChatSwitch(this.#shown);
    this.#answering = new Answering({
      engine,
      store,
      logger,
      listeners: this.#listeners,
      over: (chat) => this.chats.over(chat),
      isShown: (chat) => chat === this.#conversation,
    });
    this.drafts = new Drafts(conversation, (chat) => {
      return this.deletions.holds(chat) ? Promise.resolve() : store.saveDraft(chat);
    });
  }

  /** A chat as its parts work with it; the shown one, whichever that is, where none is named. */
  #host(named?: Conversation): ChatHost {
    const current = () => named ?? this.#conversation;
    const isBusy = () => this.chats.isBusy(current().id);
    return {
      get conversation() {
        return current();
      },
      get busy() {
        return isBusy();
      },
      changed: () => this.#listeners.changed(),
      explain: (turn, problem) => this.#answering.explain(turn, problem, current() === this.#conversation),
      save: (conversation = current()) => this.#save(conversation),
      stop: () => this.chats.stop(current().id),
      settle: () => this.#settle(current()),
      ask: (message, parent) => this.#ask(current(), message, parent),
      begin: (question, kind, asking) => this.#begin(current(), question, kind, asking),
      run: (question, turn, asking) => this.#run(current(), question, turn, asking),
    };
  }

  get #shown(): ShownChat {
    return {
      conversation: () => this.#conversation,
      show: (conversation) => this.#show(conversation),
      startAnew: () => this.#show(this.#store.create(this.#conversation)),
      waiting: () => this.later.chats,
      stopWaiting: (id) => this.later.forget(id),
    };
  }

  get conversation(): Conversation {
    return this.#conversation;
  }

  get busy(): boolean {
    return this.chats.isBusy();
  }

  /** The newest answer, finished or not. */
  get lastAnswer(): AnswerTurn | undefined {
    const last = pathOf(this.#conversation).findLast((turn) => turn.role === 'assistant');
    return last?.role === 'assistant' ? last : undefined;
  }

  listen(listener: ChatListener): vscode.Disposable {
    return this.#listeners.add(listener);
  }

  /**
   * Asks in a chat, the shown one where none is named; resolves with the answer when it is complete, failed or stopped.
   * While another answer is coming in that chat the question waits for its turn.
   */
  async send(
    { text, command, attachments, attention, paths = [], reviewed, privacy }: Question,
    asked = this.#conversation,
  ): Promise<AnswerTurn | undefined> {
    if (text.trim() === '') return undefined;
    const pieces = attachments.map(({ context }) => context) as UserTurn['context'][];
    const chips = attachments.map(({ chip }) => chip);
    const more = { ...(reviewed && { reviewed: [...reviewed] }), ...(privacy && { privacy }) };
    const context = { command, ...(attention && { attention }), ...(paths.length > 0 && { paths: [...paths] }) };
    const message: QueuedMessage = { id: randomUUID(), text, command, chips, context, pieces, ...more };
    // It may have been left and opened again while the question was made ready.
    const conversation = this.chats.held(asked.id) ?? asked;
    if (!this.chats.isBusy(conversation.id)) return this.#ask(conversation, message, endOf(conversation));
    this.queue.add(message, conversation);
    return undefined;
  }

  /** Asks what waits in the queue of a chat now, the first message where none is named. */
  async sendQueued(id?: string, conversation = this.#conversation): Promise<void> {
    if (this.chats.isBusy(conversation.id)) return;
    const message = this.queue.take(id, conversation);
    if (message !== undefined) await this.#ask(conversation, message, endOf(conversation));
  }

  stop(): void {
    void this.chats.stop();
  }

  /** Shows an empty chat; an answer that is coming in the one that is left goes on. */
  newChat(): void {
    const { turns } = this.#conversation;
    this.#show(turns.length > 0 ? (this.#unsent ?? this.#store.create(this.#conversation)) : this.#conversation);
    void this.#save();
  }

  /** Pins a model by its full id, or goes back to Auto with null, whose answers are checked first where that is wanted. */
  chooseModel(model: string | null, checked = false): void {
    this.change((conversation) => {
      conversation.model = model;
      if (checked) conversation.strategy = 'cascade';
      else delete conversation.strategy;
    });
  }

  /** Changes the chat that is open, shows it and writes it. */
  change(edit: (conversation: Conversation) => void): void {
    edit(this.#conversation);
    this.#listeners.changed();
    void this.#save();
  }

  /** What answers had cost whose windows were killed goes into the ledger; of the open chat it is shown. */
  async settleLeft(): Promise<void> {
    const shown = this.#conversation;
    if (settleBrokenOff(shown, this.#engine)) {
      this.#listeners.changed();
      await this.#store.saveDraft(shown);
    }
    await settleLeftAnswers(this.#store, this.#engine, (id) => this.chats.held(id) !== undefined);
  }

  /** Stops, and resolves when everything of the running answer is written. */
  async close(): Promise<void> {
    this.#answering.closing = true;
    this.later.close();
    const settled = this.deletions.settle();
    this.#listeners.clear();
    await Promise.all([settled, this.chats.stopAll()]);
    await this.drafts.flush();
  }

  #ask(conversation: Conversation, message: QueuedMessage, parent: string | null): Promise<AnswerTurn> {
    const { pieces = [], ...asked } = message;
    const whole = mergeContexts([asked.context, ...pieces] as RequestContext[]);
    const context = pieces.length === 0 ? asked.context : (whole as UserTurn['context']);
    const turn: UserTurn = { role: 'user', ...asked, context, parent, at: Date.now() };
    const said = followUpSign(conversation, turn);
    if (said !== undefined) this.signs.note(said.answer, said.sign);
    Object.assign(conversation, withTurn(conversation, turn));
    return this.#begin(conversation, turn);
  }

  #begin(
    conversation: Conversation,
    question: UserTurn,
    kind: Pick<AnswerTurn, 'replaces' | 'beside'> = {},
    asking: Asking = {},
  ): Promise<AnswerTurn> {
    this.#settle(conversation);
    const turn: AnswerTurn = {
      role: 'assistant',
      id: randomUUID(),
      parent: question.id,
      at: Date.now(),
      answer: EMPTY_ANSWER,
      ...kind,
    };
    Object.assign(conversation, withTurn(conversation, turn));
    return this.#run(conversation, question, turn, asking);
  }

  /** What was deleted here is gone from now on, and what broke off here is paid for. */
  #settle(conversation: Conversation): void {
    if (this.deletions.holds(conversation)) void this.deletions.settle();
    settleBrokenOff(conversation, this.#engine);
  }

  /** After a whole answer the next message of the queue is asked; after a failure or a stop it waits for its reader. */
  async #run(conversation: Conversation, question: UserTurn, turn: AnswerTurn, asking: Asking): Promise<AnswerTurn> {
    const run = { conversation, question, turn, asking };
    const answer = (signal: AbortSignal) => this.#answering.run(run, signal);
    const wasLeftAlone = await this.chats.run(conversation, answer);
    this.#listeners.answered(conversation);
    const { status, problem } = turn.answer;
    const isWhole = status === 'done' && problem === undefined && !isCut(turn.answer);
    if (isWhole && wasLeftAlone && conversation.head === turn.id) void this.sendQueued(undefined, conversation);
    return turn;
  }

  #show(conversation: Conversation): void {
    void this.deletions.settle();
    const { turns, draft } = this.#conversation;
    if (turns.length === 0 && draft !== '') this.#unsent = this.#conversation;
    if (conversation === this.#unsent) this.#unsent = undefined;
    this.#conversation = conversation;
    settleBrokenOff(conversation, this.#engine);
    this.drafts.open(conversation);
    this.#listeners.changed();
  }

  /** What was deleted and can still be had back is not written over. */
  async #save(conversation = this.#conversation): Promise<void> {
    if (!this.deletions.holds(conversation)) await this.#store.save(conversation);
  }
}
