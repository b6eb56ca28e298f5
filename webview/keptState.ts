import * as z from 'zod/mini';
import type { Place } from './messages/place.ts';
import type { VsCodeApi } from './vsCodeApi.ts';

const keptSchema = z.object({
  conversationId: z.string(),
  draft: z.string(),
  /** The chat the draft belongs to. */
  draftOf: z.optional(z.string()),
  /** A question that is being changed. */
  edit: z.optional(z.nullable(z.object({ id: z.string(), text: z.string() }))),
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

  /** The chat that the draft was written in. */
  get draftOf(): string | undefined {
    return this.#kept.draftOf;
  }

  keepDraft(draft: string, draftOf = this.#kept.draftOf): void {
    this.#keep({ ...this.#kept, draft, ...(draftOf === undefined ? {} : { draftOf }) });
  }

  /** What a question was being changed to, or null. */
  editOf(id: string): string | null {
    return this.#kept.edit?.id === id ? this.#kept.edit.text : null;
  }

  keepEdit(id: string, text: string | null): void {
    if (text === null && this.#kept.edit?.id !== id) return;
    this.#keep({ ...this.#kept, edit: text === null ? null : { id, text } });
  }

  keepPlace(conversationId: string, place: Place | null): void {
    this.#keep({ ...this.#kept, conversationId, place });
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    this.#api.setState(kept);
  }
}
