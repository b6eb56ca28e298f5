import type { Level } from '../privacy/level.ts';
import type { Redaction } from '../privacy/privacyRules.ts';

/** A file the user attached, as text. */
export interface ContextFile {
  readonly path: string;
  readonly text: string;
  /** Where it differs from the context's own. */
  readonly languageId?: string;
}

export interface ContextImage {
  readonly mimeType: string;
  readonly base64: string;
}

/** A further selection beside the one of the gesture. */
export interface ContextSelection {
  readonly text: string;
  /** Where it is: a path relative to the workspace, with lines. */
  readonly path?: string;
  readonly languageId?: string;
}

/** Text that is no file: a folder's tree, a diff, a terminal's output, a page, a summary. */
export interface ContextNote {
  /** What it is, as a heading for the reader: `Changes in the repository demo`. */
  readonly title: string;
  readonly text: string;
  /** The language of its fence. */
  readonly languageId?: string;
  /** The files it comes from, where it is of files. */
  readonly paths?: readonly string[];
}

/** What the editor knows about a request besides its words; every field is optional. */
export interface RequestContext {
  /** The gesture that asked: `ask`, `explain`, `fix`, `summarize`, `tests`, … */
  readonly command?: string;
  readonly languageId?: string;
  readonly selection?: string;
  /** Where the selection is, for the reader: a path relative to the workspace, with lines. */
  readonly selectionPath?: string;
  readonly selections?: readonly ContextSelection[];
  readonly diagnostics?: readonly string[];
  /** What stands before the reader's eyes: a debug session that is stopped, or a problem under the cursor. */
  readonly attention?: 'stopped' | 'problem';
  readonly files?: readonly ContextFile[];
  readonly notes?: readonly ContextNote[];
  readonly images?: readonly ContextImage[];
  /** Further files that something of the question comes from; only their names, and not sent. */
  readonly paths?: readonly string[];
  /** How much its reader said that it has to lose. */
  readonly level?: Level;
  /** What its reader had replaced in it. */
  readonly redact?: Redaction;
}
