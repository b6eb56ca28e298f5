import type * as vscode from 'vscode';

/** A document that is to be changed, or a file that is to be created, with its whole new text. */
export interface ProposedChange {
  readonly uri: vscode.Uri;
  readonly text: string;
  /** What the text was made from; without it, what the document says when the review opens. */
  readonly base?: string;
  /** A model named this path: it must lie inside the workspace folders, before the review and when it is applied. */
  readonly named?: true;
}

/** Hears of the documents that are changed next. */
export type WillEdit = (uris: readonly vscode.Uri[]) => void;

/** How a review ended. Refused: the reader was told why nothing could be reviewed. */
export type ReviewEnd = 'applied' | 'discarded' | 'refused';
