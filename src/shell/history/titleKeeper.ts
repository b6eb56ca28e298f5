import type * as vscode from 'vscode';
import type { Logger } from '../../core/ports/logger.ts';
import type { ChatController } from '../chat/chatController.ts';
import type { Conversation } from '../chat/conversation.ts';
import { collectAnswer } from '../collectAnswer.ts';
import type { Engine } from '../engine.ts';
import type { ChatLibrary } from './chatLibrary.ts';
import { TITLE_SYSTEM, titleIn, titlePrompt } from './titleWords.ts';

/** Room for a few words, and for a model that thinks before it writes them. */
const MOST_TOKENS = 400;
const TIMEOUT_MS = 60_000;

/**
 * Lets the cheapest model name a chat after its first whole answer, where the user's own settings say so. It never waits
 * for anyone and nobody for it; a failure leaves the first line of the question, and is logged.
 */
export class TitleKeeper implements vscode.Disposable {
  readonly #engine: Engine;
  readonly #chat: ChatController;
  readonly #library: ChatLibrary;
  readonly #logger: Logger;
  readonly #stop = new AbortController();
  readonly #asked = new Set<string>();
  readonly #listening: vscode.Disposable;
  /** The chat in which an answer has just ended. */
  #answered: Conversation | undefined;

  constructor(engine: Engine, chat: ChatController, library: ChatLibrary, logger: Logger) {
    this.#engine = engine;
    this.#chat = chat;
    this.#library = library;
    this.#logger = logger;
    this.#listening = chat.listen({
      changed: () => this.#look(chat.conversation),
      event: (_, event) => {
        if (event.type === 'done') this.#answered = chat.conversation;
      },
      problem() {},
    });
  }

  dispose(): void {
    this.#stop.abort();
    this.#listening.dispose();
  }

  #look(conversation: Conversation): void {
    const { id, title, turns } = conversation;
    if (
      conversation !== this.#answered ||
      title !== null ||
      this.#asked.has(id) ||
      this.#chat.busy ||
      this.#engine.titles !== 'model'
    )
      return;
    const answers = turns.filter((turn) => turn.role === 'assistant' && turn.answer.status === 'done');
    // Only a chat that has just begun is named.
    if (answers.length !== 1) return;
    this.#asked.add(id);
    void this.#name(conversation).catch((error: unknown) => {
      this.#logger.warn(`no title for a chat: ${error instanceof Error ? error.message : 'unknown'}`);
    });
  }

  async #name(conversation: Conversation): Promise<void> {
    const question = conversation.turns.find((turn) => turn.role === 'user');
    const answer = conversation.turns.find((turn) => turn.role === 'assistant');
    if (question?.role !== 'user' || answer?.role !== 'assistant') return;
    const title = titleIn(await this.#ask(conversation.id, titlePrompt(question.text, answer.answer.text)));
    if (title === undefined) this.#logger.info('a model wrote no usable title');
    // Meanwhile the user may have named it.
    const now = title === undefined ? undefined : await this.#library.read(conversation.id);
    if (now?.title === null && title !== undefined)
      await this.#library.change(conversation.id, { title, titledBy: 'model' });
  }

  /** Asks like any other question, so that it is metered, falls back, and stands in the ledger under its own source. */
  async #ask(conversationId: string, prompt: string): Promise<string> {
    const question = {
      source: 'title',
      prompt,
      system: TITLE_SYSTEM,
      task: 'summarize',
      parameters: { maxOutputTokens: MOST_TOKENS },
      conversationId,
    } as const;
    const { setup, tools } = this.#engine;
    // No route of the user's: those are for answers that somebody reads.
    const cheapest = { ...setup, objective: 'cheapest', routes: {}, rules: [] } as const;
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const { text, end } = await collectAnswer(question, { setup: cheapest, tools }, signal);
    if (end?.type === 'error') throw new Error(end.error.kind);
    return text;
  }
}
