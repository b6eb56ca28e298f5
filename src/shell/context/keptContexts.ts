import type { RequestContext } from '../../core/chat/requestContext.ts';
import type { Chip } from '../../protocol/panelState.ts';
import type { Attachment } from './editorContext.ts';

/** A message has the context of all its chips as one; this is what each of them was read as in this window. */
const KEPT = new WeakMap<Chip, RequestContext>();

/** Remembers what each of these chips stands for, as long as its message is there. */
export function keepContexts(attachments: readonly Attachment[]): void {
  for (const { chip, context } of attachments) KEPT.set(chip, context);
}

/** What a chip of a message stands for; undefined where it was not read in this window. */
export function keptContext(chip: Chip): RequestContext | undefined {
  return KEPT.get(chip);
}
