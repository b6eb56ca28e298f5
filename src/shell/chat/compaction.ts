import * as z from 'zod/mini';
import { type ChatMessage, textMessage } from '../../core/chat/message.ts';
import type { Origin } from '../../core/privacy/originOf.ts';
import type { EarlierSummary } from '../../protocol/panelState.ts';

/** A summary that stands for the turns up to one of them, as long as it is active. */
export const compactionSchema = z.object({
  id: z.string(),
  /** The last turn it stands for. */
  upTo: z.string(),
  text: z.string(),
  /** The full id of the model that wrote it. */
  model: z.string(),
  /** Null where no price is known. */
  costUsd: z.nullable(z.number()),
  at: z.number(),
  active: z.boolean(),
});
export type Compaction = z.infer<typeof compactionSchema>;

/** The summary that is sent for the beginning of these turns: of the active ones, that which covers the most. */
export function activeCompaction(
  { compactions }: { readonly compactions: readonly Compaction[] },
  path: readonly { readonly id: string }[],
): Compaction | undefined {
  const places = new Map(path.map(({ id }, index) => [id, index]));
  return compactions
    .filter(({ active, upTo }) => active && places.has(upTo))
    .sort((a, b) => (places.get(b.upTo) ?? 0) - (places.get(a.upTo) ?? 0) || b.at - a.at)[0];
}

/**
 * The summaries to be shown, by the turn after which their divider stands: of each place the newest. One that a later
 * summary includes is not shown while that one is in use.
 */
export function shownCompactions(
  conversation: { readonly compactions: readonly Compaction[] },
  path: readonly { readonly id: string }[],
): ReadonlyMap<string, EarlierSummary> {
  const used = activeCompaction(conversation, path);
  const covered = new Set(
    path
      .slice(
        0,
        path.findIndex(({ id }) => id === used?.upTo),
      )
      .map(({ id }) => id),
  );
  return new Map(
    conversation.compactions
      .filter(({ upTo }) => used === undefined || !covered.has(upTo))
      .map(({ id, upTo, text, model, costUsd, active }) => [upTo, { id, text, model, costUsd, active }]),
  );
}

/**
 * A summary as models read it instead of the turns it stands for, and as private as they are; vendors want questions and
 * answers in turns.
 */
export function summaryMessages(text: string, origin: Origin): ChatMessage[] {
  return [
    { ...textMessage('user', `Earlier in this conversation (a summary of it):\n\n${text}`), ...origin },
    textMessage('assistant', 'I have read the summary and go on from there.'),
  ];
}
