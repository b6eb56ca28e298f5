import type { ReviewedFile } from '../chat/turns.ts';
import type { Attachment } from '../context/editorContext.ts';

/** What one review is about: what is sent, and the lines that findings may be about. */
export interface ReviewScope {
  readonly text: string;
  readonly attachment: Attachment;
  readonly files: readonly ReviewedFile[];
}
