import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PanelContext } from '../panelContext.ts';

/** Typing is not told letter by letter. */
const RESTS_MS = 300;

/**
 * Keeps what is being written with its chat: in the page at once, with the host when the writer rests. When another chat
 * is opened its draft takes the place of the one before; nothing else ever does.
 */
export class DraftKeeper implements ReactiveController {
  readonly #context: () => PanelContext;
  readonly #show: (draft: string) => void;
  #opened: number | undefined;
  #conversationId: string | undefined;
  #waiting: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, context: () => PanelContext, show: (draft: string) => void) {
    this.#context = context;
    this.#show = show;
    host.addController(this);
  }

  hostConnected(): void {
    this.#unsubscribe = this.#context().store.subscribe(() => this.#follow());
    this.#follow();
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#flush();
  }

  change(draft: string): void {
    this.#context().kept.keepDraft(draft, this.#conversationId);
    this.#waiting = draft;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), RESTS_MS);
  }

  #follow(): void {
    const { conversationId, opened, draft } = this.#context().store.state.talk;
    if (conversationId === '') return;
    const before = this.#opened;
    if (opened !== before) this.#flush();
    this.#conversationId = conversationId;
    this.#opened = opened;
    if (opened === before) return;
    const { kept } = this.#context();
    // A page that is new shows what was written last in it, if that was for this chat.
    const isKept = before === undefined && (kept.draftOf ?? conversationId) === conversationId && kept.draft !== '';
    if (isKept) {
      this.change(kept.draft);
      return;
    }
    kept.keepDraft(draft, conversationId);
    this.#show(draft);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    const text = this.#waiting;
    this.#waiting = undefined;
    if (text === undefined) return;
    const conversationId = this.#conversationId;
    this.#context().host.send('draft/change', { text, ...(conversationId === undefined ? {} : { conversationId }) });
  }
}
