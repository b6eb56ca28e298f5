import * as z from 'zod/mini';
import type { VsCodeApi } from './vsCodeApi.ts';

const keptSchema = z.object({
  conversationId: z.string(),
  draft: z.string(),
  /** Pixels from the top of the list; null while the reader is at its end. */
  scrollTop: z.nullable(z.number()),
});
type Kept = z.infer<typeof keptSchema>;

const NOTHING: Kept = { conversationId: '', draft: '', scrollTop: null };

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
  scrollTopOf(conversationId: string): number | null {
    return this.#kept.conversationId === conversationId ? this.#kept.scrollTop : null;
  }

  keepDraft(draft: string): void {
    this.#keep({ ...this.#kept, draft });
  }

  keepScroll(conversationId: string, scrollTop: number | null): void {
    this.#keep({ ...this.#kept, conversationId, scrollTop });
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    this.#api.setState(kept);
  }
}
