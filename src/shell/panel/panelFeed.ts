import { isDeepStrictEqual } from 'node:util';
import type { ChatEvent } from '../../core/chat/chatEvent.ts';
import type { Answer } from '../../protocol/answer.ts';
import type { Talk } from '../../protocol/messages/chatMessages.ts';
import type { ComposerState, PanelMessage, PanelState } from '../../protocol/panelState.ts';
import type { ChatListener } from '../chat/chatListener.ts';
import { EventBatcher } from './eventBatcher.ts';
import { PanelMirror } from './panelMirror.ts';
import type { Post } from './post.ts';

/** A frame lies between the parts of a long conversation, so that the panel can draw what it has. */
const BETWEEN_PARTS_MS = 30;

/** Where a feed reads what there is now. */
export interface FeedSource {
  conversationId(): string;
  messages(): PanelMessage[];
  composer(): ComposerState;
  setup(): PanelState['setup'];
  talk(): Talk;
}

/**
 * Tells one panel what it does not know: everything when it asks or shows another conversation, after that only what has
 * changed. Everything is in order: what the batches hold back goes out before a difference, and is dropped where a
 * snapshot holds it already.
 */
export class PanelFeed implements ChatListener {
  readonly #source: FeedSource;
  readonly #post: Post;
  readonly #mirror = new PanelMirror();
  /** One per answer that is coming. */
  readonly #batches = new Map<string, EventBatcher>();
  #shown: string | undefined;
  #told: Talk | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(source: FeedSource, post: Post) {
    this.#source = source;
    this.#post = post;
  }

  /** Whether the panel has asked and is there to hear. */
  get started(): boolean {
    return this.#shown !== undefined;
  }

  /** Tells everything; nothing is told before the panel has asked for it here. */
  start(): void {
    this.#drop();
    const { conversationId, messages, composer, setup } = this.#source;
    this.#shown = conversationId();
    const { order, messages: newest } = this.#mirror.restart(messages());
    const all = order.length === newest.length;
    this.#post('panel/state', {
      conversationId: this.#shown,
      messages: newest,
      ...(all ? {} : { order }),
      composer: composer(),
      setup: setup(),
    });
    this.#talk(undefined);
    if (!all) this.#schedule();
  }

  changed(): void {
    if (this.#shown === undefined) return;
    if (this.#shown !== this.#source.conversationId()) {
      this.start();
      return;
    }
    for (const batch of this.#batches.values()) batch.flush();
    const difference = this.#mirror.difference(this.#source.messages());
    if (difference !== undefined) this.#post('chat/messages', { conversationId: this.#shown, ...difference });
    this.#talk(this.#told);
    this.composer();
  }

  composer(): void {
    if (this.#shown !== undefined) this.#post('composer/state', this.#source.composer());
  }

  /** The models or providers have changed. */
  setup(): void {
    if (this.#shown === undefined) return;
    this.#post('setup/state', this.#source.setup());
    this.composer();
  }

  event(messageId: string, event: ChatEvent, answer: Answer): void {
    if (this.#shown === undefined) return;
    this.#mirror.follow(messageId, answer);
    const batch = this.#batchOf(messageId);
    batch.push(event);
    if (event.type !== 'done' && event.type !== 'error') return;
    batch.flush();
    batch.drop();
    this.#batches.delete(messageId);
  }

  problem(messageId: string, problem: NonNullable<Answer['problem']>, answer: Answer): void {
    if (this.#shown === undefined) return;
    this.#mirror.follow(messageId, answer);
    this.#post('chat/problem', { messageId, problem });
  }

  dispose(): void {
    this.#drop();
    this.#shown = undefined;
  }

  /** The queue and the like, where they are not what the panel was told last. */
  #talk(told: Talk | undefined): void {
    const talk = this.#source.talk();
    if (isDeepStrictEqual(talk, told)) return;
    this.#told = talk;
    this.#post('chat/talk', talk);
  }

  #batchOf(messageId: string): EventBatcher {
    const known = this.#batches.get(messageId);
    if (known !== undefined) return known;
    const batch = new EventBatcher((events) =>
      this.#post('chat/events', { messageId, events: events as never, at: Date.now() }),
    );
    this.#batches.set(messageId, batch);
    return batch;
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      if (this.#shown === undefined || this.#shown !== this.#source.conversationId()) return;
      const earlier = this.#mirror.earlier(this.#source.messages());
      if (earlier === undefined) return;
      this.#post('chat/messages', { conversationId: this.#shown, ...earlier });
      this.#schedule();
    }, BETWEEN_PARTS_MS);
  }

  #drop(): void {
    clearTimeout(this.#timer);
    for (const batch of this.#batches.values()) batch.drop();
    this.#batches.clear();
  }
}
