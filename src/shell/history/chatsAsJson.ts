import * as z from 'zod/mini';
import type { Conversation } from '../chat/conversation.ts';

/** What says that a JSON file holds chats of Switchyard. */
const EXPORT_FORMAT = 'switchyard-chats';

export const exportSchema = z.object({
  format: z.literal(EXPORT_FORMAT),
  version: z.literal(1),
  exportedAt: z.string(),
  /** Read one by one, so that a bad one does not take the others along. */
  chats: z.array(z.unknown()).check(z.maxLength(20_000)),
});

/** Chats with everything that belongs to them: every branch, and the texts that were sent along. */
export function chatsAsJson(chats: readonly Conversation[], now: Date): string {
  const content: z.infer<typeof exportSchema> = {
    format: EXPORT_FORMAT,
    version: 1,
    exportedAt: now.toISOString(),
    chats: [...chats],
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
