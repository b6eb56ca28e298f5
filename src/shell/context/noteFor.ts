import type { ContextNote } from '../../core/chat/requestContext.ts';

/** A note for a model. Its heading is not for people: it is in English whatever the editor speaks. */
export function noteFor(heading: string, text: string, languageId?: string, paths?: readonly string[]): ContextNote {
  return {
    title: heading,
    text,
    ...(languageId === undefined ? {} : { languageId }),
    ...(paths === undefined ? {} : { paths }),
  };
}
