import type { ChatRequest } from '../chat/chatRequest.ts';
import type { ChatMessage } from '../chat/message.ts';
import type { Task } from '../chat/task.ts';
import type { Model } from '../models/model.ts';
import { composeMessages } from './composeMessages.ts';
import { type PromptStyle, styleOf } from './promptStyle.ts';
import { Prompts, type PromptWish } from './prompts.ts';

const USUAL = new Prompts();
const CHARACTERS_PER_TOKEN = 3;

/** A request in the words for each model that may be asked; models of a kind share theirs. */
export class PromptBook {
  readonly #request: ChatRequest;
  readonly #task: Task;
  readonly #wish: PromptWish;
  readonly #usual: readonly ChatMessage[];
  readonly #byKind = new Map<PromptStyle | string, Prompts>();
  readonly #versions = new Map<Prompts, string>();
  readonly #messages = new Map<Prompts, readonly ChatMessage[]>();
  #change: (messages: readonly ChatMessage[]) => readonly ChatMessage[] = (messages) => messages;

  /** `usual` are the messages in the words that most models are sent: who is sent the same gets those. */
  constructor(request: ChatRequest, task: Task, wish: PromptWish, usual: readonly ChatMessage[]) {
    this.#request = request;
    this.#task = task;
    this.#wish = wish;
    this.#usual = usual;
  }

  /** Which of our texts a model is sent; undefined where whoever asks brought their own. */
  version(model: Model): string | undefined {
    const { messages, system, context } = this.#request;
    if (messages !== undefined || system !== undefined) return undefined;
    const prompts = this.#for(model);
    const known = this.#versions.get(prompts);
    if (known !== undefined) return known;
    const version = prompts.version({ task: this.#task, command: context.command });
    this.#versions.set(prompts, version);
    return version;
  }

  /** What tells apart requests that differ only in this; empty where all have the words that most are sent. */
  get key(): string {
    const { own, variant } = this.#wish;
    return own.length === 0 && variant === undefined ? '' : JSON.stringify(this.#wish);
  }

  /** How many tokens more than usual a model is sent, for texts of the user's own: what ours differ by is too little to count. */
  moreTokens(model: Model): number {
    if (this.#wish.own.length === 0) return 0;
    const { task, context } = { task: this.#task, context: this.#request.context };
    const length = (prompts: Prompts) =>
      `${prompts.system}${prompts.instruction({ task, command: context.command })}`.length;
    return Math.max(0, Math.ceil((length(this.#for(model)) - length(USUAL)) / CHARACTERS_PER_TOKEN));
  }

  /** The same book for a further question about the request: every model's messages with what is changed in them. */
  changed(change: (messages: readonly ChatMessage[]) => readonly ChatMessage[]): PromptBook {
    const earlier = this.#change;
    const book = new PromptBook(this.#request, this.#task, this.#wish, change(this.#usual));
    book.#change = (messages) => change(earlier(messages));
    return book;
  }

  /** The messages for a model. */
  messages(model: Model): readonly ChatMessage[] {
    const { own, variant } = this.#wish;
    const { name } = styleOf(model);
    if (name === 'usual' && variant === undefined && own.length === 0) return this.#usual;
    const prompts = this.#for(model);
    const known = this.#messages.get(prompts);
    if (known !== undefined) return known;
    const messages = this.#change(composeMessages(this.#request, this.#task, prompts));
    this.#messages.set(prompts, messages);
    return messages;
  }

  #for(model: Model): Prompts {
    const isOwn = this.#wish.own.some(({ models }) => models !== undefined);
    const kind = isOwn ? model.id : styleOf(model);
    const known = this.#byKind.get(kind);
    if (known !== undefined) return known;
    const prompts = new Prompts(model, this.#wish);
    this.#byKind.set(kind, prompts);
    return prompts;
  }
}
