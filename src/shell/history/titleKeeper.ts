import type * as vscode from 'vscode';
import type { Logger } from '../../core/ports/logger.ts';
import type { Origin } from '../../core/privacy/originOf.ts';
import type { ChatController } from '../chat/chatController.ts';
import { type Conversation, originOfQuestions } from '../chat/conversation.ts';
import { type AnswerTurn, isWorded } from '../chat/turns.ts';
import { collectAnswer } from '../collectAnswer.ts';
import type { Engine } from '../engine.ts';
import type { ChatLibrary } from './chatLibrary.ts';
import { namersOf } from './namers.ts';
import { TITLE_SYSTEM, titleIn, titlePrompt } from './titleWords.ts';

/** Room for a few words, and for a model that thinks before it writes them. */
const MOST_TOKENS = 400;
const TIMEOUT_MS = 60_000;

/**
 * Lets a cheap model name a chat after its first whole answer, shown or not, where the user's own settings say so. It
 * never waits for anyone and nobody for it; a failure leaves the first line of the question, and is logged.
 */
export class TitleKeeper implements vscode.Disposable {
  readonly #engine: Pick<Engine, 'setup' | 'tools' | 'titles'>;
  readonly #library: Pick<ChatLibrary, 'read' | 'change'>;
  readonly #logger: Logger;
  readonly #stop = new AbortController();
  readonly #asked = new Set<string>();
  readonly #listening: vscode.Disposable;

  constructor(
    engine: Pick<Engine, 'setup' | 'tools' | 'titles'>,
    chat: Pick<ChatController, 'listen'>,
    library: Pick<ChatLibrary, 'read' | 'change'>,
    logger: Logger,
  ) {
    this.#engine = engine;
    this.#library = library;
    this.#logger = logger;
    this.#listening = chat.listen({
      changed() {},
      event() {},
      problem() {},
      answered: (conversation) => this.#look(conversation),
    });
  }

  dispose(): void {
    this.#stop.abort();
    this.#listening.dispose();
  }

  #look(conversation: Conversation): void {
    const { id, title, turns } = conversation;
    if (this.#engine.titles !== 'model' || title !== null || this.#asked.has(id)) return;
    const whole = turns.filter((turn) => turn.role === 'assistant').filter(({ answer }) => answer.status === 'done');
    const [first] = whole;
    // Only a chat that has just begun is named; a filter has refused to say what another one is about.
    if (whole.length !== 1 || first === undefined || !isWorded(first)) return;
    if (first.answer.done?.finishReason === 'contentFilter') return;
    this.#asked.add(id);
    void this.#name(conversation, first).catch((error: unknown) => {
      this.#logger.warn(`no title for a chat: ${error instanceof Error ? error.message : 'unknown'}`);
    });
  }

  async #name(conversation: Conversation, { parent, answer }: AnswerTurn): Promise<void> {
    const question = conversation.turns.find(({ id }) => id === parent);
    if (question?.role !== 'user') return;
    const prompt = titlePrompt(question.text, answer.text);
    const { setup, tools } = this.#engine;
    const models = namersOf(prompt, answer, setup, tools);
    if (models.length === 0) return;
    const origin = originOfQuestions([question]);
    const title = titleIn(await this.#ask(conversation.id, prompt, models, origin));
    if (title === undefined) this.#logger.info('a model wrote no usable title');
    // Meanwhile the user may have named it.
    const now = title === undefined ? undefined : await this.#library.read(conversation.id);
    if (now?.title === null && title !== undefined)
      await this.#library.change(conversation.id, { title, titledBy: 'model' });
  }

  /** Asks like any other question, so that it is metered, falls back, and stands in the ledger under its own source. */
  async #ask(conversationId: string, prompt: string, models: readonly string[], context: Origin): Promise<string> {
    const question = {
      source: 'title',
      prompt,
      context,
      system: TITLE_SYSTEM,
      task: 'summarize',
      parameters: { maxOutputTokens: MOST_TOKENS },
      conversationId,
    } as const;
    const { setup, tools } = this.#engine;
    // No route of the user's: those are for answers that somebody reads.
    const cheap = { ...setup, routes: { default: { models } }, rules: [] };
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const { text, end } = await collectAnswer(question, { setup: cheap, tools }, signal);
    if (end?.type === 'error') throw new Error(end.error.kind);
    return text;
  }
}
