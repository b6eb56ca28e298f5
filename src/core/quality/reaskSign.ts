import type { RequestContext } from '../chat/requestContext.ts';

/** A question as far as it tells whether it is the same one. */
interface Question {
  readonly text: string;
  readonly context: RequestContext;
}

/** Shorter words are often said again without asking the same: `go on`, `another one`. */
const LEAST = 20;

/**
 * What the next question says of the answer before it: with the same words about the same things another answer is wanted, of
 * another model where one was chosen that did not write the first. Not a sign: other words, which `corrects` reads.
 */
export function reaskSign(
  before: Question & { readonly author: string | undefined },
  now: Question & { readonly model: string | null },
): 'redone' | 'askedOther' | undefined {
  const text = plain(now.text);
  const isSame = text === plain(before.text) && !bringsMore(now.context, before.context);
  if (!isSame || text.length < LEAST) return undefined;
  return now.model === null || now.model === before.author ? 'redone' : 'askedOther';
}

/** Whether something goes along that did not before; what a chat holds already does not go along again. */
function bringsMore(now: RequestContext, before: RequestContext): boolean {
  const differs = (one: unknown, other: unknown) => one !== undefined && JSON.stringify(one) !== JSON.stringify(other);
  const { selection, selections, files, notes, images, command } = now;
  return (
    command !== before.command ||
    differs(selection, before.selection) ||
    differs(selections, before.selections) ||
    differs(files, before.files) ||
    differs(notes, before.notes) ||
    differs(images, before.images)
  );
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
