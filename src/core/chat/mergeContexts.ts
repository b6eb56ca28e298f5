import { originOf } from '../privacy/originOf.ts';
import type { ContextFile, ContextSelection, RequestContext } from './requestContext.ts';

/**
 * Several pieces of context as one, in their order: nothing is lost, and what says the same twice is said once. The first
 * selection stays the selection, later ones stand beside it; the language is that of the first piece that has one.
 */
export function mergeContexts(contexts: readonly RequestContext[]): RequestContext {
  const languageId = contexts.find((context) => context.languageId !== undefined)?.languageId;
  const command = contexts.find((context) => context.command !== undefined)?.command;
  const [first, ...further] = unique(contexts.flatMap(selectionsOf), ({ path, text }) => `${path}\n${text}`);
  const files = unique(contexts.flatMap(filesOf), ({ path, text }) => `${path}\n${text}`);
  const attention = contexts.find((context) => context.attention !== undefined)?.attention;
  const diagnostics = unique(
    contexts.flatMap((context) => context.diagnostics ?? []),
    (line) => line,
  );
  const notes = contexts.flatMap((context) => context.notes ?? []);
  const images = unique(
    contexts.flatMap((context) => context.images ?? []),
    ({ base64 }) => base64,
  );
  const { paths, ...said } = originOf(contexts);
  return {
    ...(command === undefined ? {} : { command }),
    ...(languageId === undefined ? {} : { languageId }),
    ...(first === undefined ? {} : { selection: first.text }),
    ...(first?.path === undefined ? {} : { selectionPath: first.path }),
    ...(further.length === 0 ? {} : { selections: further.map((one) => ownLanguage(one, languageId)) }),
    ...(diagnostics.length === 0 ? {} : { diagnostics }),
    ...(attention === undefined ? {} : { attention }),
    ...(files.length === 0 ? {} : { files: files.map((file) => ownLanguage(file, languageId)) }),
    ...(notes.length === 0 ? {} : { notes }),
    ...(images.length === 0 ? {} : { images }),
    ...(paths.length === 0 ? {} : { paths }),
    ...said,
  };
}

function selectionsOf({ selection, selectionPath, languageId, selections = [] }: RequestContext): ContextSelection[] {
  const own = { languageId: languageId ?? '', ...(selectionPath === undefined ? {} : { path: selectionPath }) };
  const further = selections.map((one) => ({ languageId: languageId ?? '', ...one }));
  return selection === undefined ? further : [{ text: selection, ...own }, ...further];
}

function filesOf({ files = [], languageId = '' }: RequestContext): ContextFile[] {
  return files.map((file) => ({ languageId, ...file }));
}

/** A language is only named where it is not the context's own; an empty one says that there is none. */
function ownLanguage<T extends { readonly languageId?: string }>(piece: T, shared = ''): T {
  if (piece.languageId !== shared) return piece;
  const { languageId: _, ...rest } = piece;
  return rest as T;
}

function unique<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => !seen.has(keyOf(item)) && seen.add(keyOf(item)) !== undefined);
}
