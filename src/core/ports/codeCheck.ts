import type { RequestContext } from '../chat/requestContext.ts';

/** What the editor makes of the code in an answer. */
export interface CodeReport {
  /** Whether it could look at any of it at all. */
  readonly looked: boolean;
  /** Errors that the files do not have as they are, in words, at most a few. */
  readonly newErrors: readonly string[];
}

/**
 * Lets the editor's own language services look at an answer as if it were applied to the files of its question. Nothing of
 * theirs is changed. Takes 1.5 s at most; a stopped signal ends it at once, with whatever is known.
 */
export type CodeCheck = (answer: string, context: RequestContext, signal: AbortSignal) => Promise<CodeReport>;
