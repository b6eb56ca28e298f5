import * as vscode from 'vscode';
import { inform } from '../tell.ts';
import type { ProposedChange, ReviewEnd, WillEdit } from './proposedChange.ts';
import { Reviews } from './reviews.ts';

let reviews: Reviews | undefined;

/**
 * Shows proposed changes in the editor's own diff (one document) or multi-diff (several), with Apply and Discard in its
 * title, and resolves when the reader has decided: `applied` after one undoable edit that leaves existing documents
 * unsaved, `discarded` when they said so or closed the tab, `refused` when nothing could be shown (they were told why).
 * Documents that change meanwhile get the change placed anew; where it no longer fits the merge editor is offered. What is
 * hidden, locked or configures the editor is asked about again. A later review of the same document takes the place of an
 * earlier one. Nothing is written before Apply; `willEdit` is called right before.
 */
export async function reviewChanges(
  changes: readonly ProposedChange[],
  willEdit: WillEdit = () => {},
): Promise<ReviewEnd> {
  reviews ??= new Reviews();
  return reviews.show(changes, willEdit);
}

/** Applies the review in the active tab; says so where there is none. */
export async function applyReview(): Promise<void> {
  if (!(await reviews?.apply())) void inform(vscode.l10n.t('No change is being reviewed.'));
}

/** Closes the review in the active tab without changing anything. */
export async function discardReview(): Promise<void> {
  await reviews?.discard();
}
