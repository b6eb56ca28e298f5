/** A file the user attached, as text. */
export interface ContextFile {
  readonly path: string;
  readonly text: string;
}

export interface ContextImage {
  readonly mimeType: string;
  readonly base64: string;
}

/** What the editor knows about a request besides its words; every field is optional. */
export interface RequestContext {
  /** The gesture that asked: `ask`, `explain`, `fix`, `summarize`, `tests`, … */
  readonly command?: string;
  readonly languageId?: string;
  readonly selection?: string;
  /** Where the selection is, for the reader: a path relative to the workspace, with lines. */
  readonly selectionPath?: string;
  readonly diagnostics?: readonly string[];
  readonly files?: readonly ContextFile[];
  readonly images?: readonly ContextImage[];
}
