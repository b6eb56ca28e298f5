import * as z from 'zod/mini';
import type { Place } from './messages/place.ts';
import type { VsCodeApi } from './vsCodeApi.ts';

const keptSchema = z.object({
  conversationId: z.string(),
  draft: z.string(),
  /** Null while the reader is at the end of the list. */
  place: z.nullable(z.object({ id: z.string(), offset: z.number() })),
});
type Kept = z.infer<typeof keptSchema>;

const NOTHING: Kept = { conversationId: '', draft: '', place: null };

/** The reader's own bits, kept by VS Code while the panel is hidden: the draft and where the list was scrolled to. */
export class KeptState {
  readonly #api: VsCodeApi;
  #kept: Kept;

  constructor(api: VsCodeApi) {
    this.#api = api;
    const parsed = keptSchema.safeParse(api.getState());
    this.#kept = parsed.success ? parsed.data : NOTHING;
  }

  get draft(): string {
    return this.#kept.draft;
  }

  /** Where the list of this conversation was; null is its end. */
  placeOf(conversationId: string): Place | null {
    return this.#kept.conversationId === conversationId ? this.#kept.place : null;
  }

  keepDraft(draft: string): void {
    this.#keep({ ...this.#kept, draft });
  }

  keepPlace(conversationId: string, place: Place | null): void {
    this.#keep({ ...this.#kept, conversationId, place });
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    this.#api.setState(kept);
  }
}
