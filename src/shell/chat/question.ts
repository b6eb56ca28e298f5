import type { Attachment } from '../context/editorContext.ts';

/** A question as a view or a command asks it. */
export interface Question {
  readonly text: string;
  /** The gesture: `ask`, `explain`, … */
  readonly command: string;
  readonly attachments: readonly Attachment[];
}
