import type { RequestContext } from '../../core/chat/requestContext.ts';
import type { Attachment } from '../context/editorContext.ts';
import type { ChosenPrivacy, ReviewedFile } from './turns.ts';

/** A question as a view or a command asks it. */
export interface Question {
  readonly text: string;
  /** The gesture: `ask`, `explain`, … */
  readonly command: string;
  readonly attachments: readonly Attachment[];
  /** What stood before its reader's eyes. */
  readonly attention?: RequestContext['attention'];
  /** The files that its words come from. */
  readonly paths?: readonly string[];
  /** What is reviewed: findings then also stand at their lines. */
  readonly reviewed?: readonly ReviewedFile[];
  /** What its reader said of its privacy. */
  readonly privacy?: ChosenPrivacy | undefined;
}
