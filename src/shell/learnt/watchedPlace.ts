import type * as vscode from 'vscode';
import { EditFate, type Fate } from '../../core/quality/editFate.ts';
import { errorsMade, type ReportedError, touchedLines } from '../../core/quality/errorsMade.ts';
import { whenLookedAt } from './watchErrors.ts';

/** A document as it was right before an answer went into it. */
export interface Before {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly errors: readonly ReportedError[];
}

/** `TextDocumentChangeReason.Undo`; the other is Redo. */
const UNDO = 1 satisfies vscode.TextDocumentChangeReason.Undo;
/** While somebody types, what they do is looked at when they rest. */
const RESTS_MS = 1000;

interface Told {
  readonly fate: (fate: Fate) => void;
  readonly errors: (made: 'moreErrors' | 'fewerErrors') => void;
}

/** One document that an answer went into, for as long as it is watched. */
export class WatchedPlace implements vscode.Disposable {
  readonly #fate: EditFate;
  readonly #told: Told;
  readonly #version: number;
  readonly #errors: vscode.Disposable;
  #resting: NodeJS.Timeout | undefined;
  #after: 'undo' | 'redo' | 'edit' = 'edit';
  #isOver = false;

  constructor(before: Before, document: vscode.TextDocument, told: Told) {
    const after = document.getText();
    this.#fate = new EditFate(before.text, after);
    this.#told = told;
    this.#version = document.version;
    const touched = touchedLines(before.text, after);
    this.#errors = whenLookedAt(before.uri, before.errors, (errors) => {
      const made = errorsMade(before.errors, errors, touched);
      if (made !== undefined) told.errors(made);
    });
  }

  /** Most of it is there, as far as it was watched; of what is put there once more only the last time counts. */
  get hasStayed(): boolean {
    return !this.#isOver && !this.#fate.isGone;
  }

  /** The document has changed. */
  changed(document: vscode.TextDocument, reason: vscode.TextDocumentChangeReason | undefined): void {
    if (this.#isOver) return;
    // From now on errors may be of the reader's own making.
    if (document.version > this.#version) this.#errors.dispose();
    // What is typed right after Undo does not hide it.
    if (reason !== undefined) this.#after = reason === UNDO ? 'undo' : 'redo';
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.look(document.getText(), this.#after);
      this.#after = 'edit';
    }, RESTS_MS);
  }

  /** Looks at what the document says now. */
  look(text: string, after: 'undo' | 'redo' | 'edit'): void {
    if (this.#isOver || this.#fate.cannotBeSeen) return;
    const fate = this.#fate.look(text, after);
    if (fate !== undefined) this.#told.fate(fate);
  }

  dispose(): void {
    this.#isOver = true;
    clearTimeout(this.#resting);
    this.#errors.dispose();
  }
}
