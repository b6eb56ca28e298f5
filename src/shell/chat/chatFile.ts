import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import type { Conversation } from './conversation.ts';
import { readConversation } from './readConversation.ts';

/**
 * A chat's file. Its revision changes with what was said, not with the chat's name or place in the list: so a window
 * whose chat was only renamed by another one can tell.
 */
export interface ChatFile {
  readonly conversation: Conversation;
  readonly revision: string | undefined;
}

const revisionSchema = z.object({ revision: z.optional(z.string()) });

/** What a file holds; undefined where it is no chat. Rejects where it cannot be read. */
export async function readChatFile(file: string): Promise<ChatFile | undefined> {
  const raw: unknown = JSON.parse(await readFile(file, 'utf8'));
  const conversation = readConversation(raw);
  if (conversation === undefined) return undefined;
  return { conversation, revision: revisionSchema.safeParse(raw).data?.revision };
}

/** Writes a chat beside its file and renames it, so that a crash leaves the old or the new one, for its owner's eyes only. */
export async function writeChatFile(file: string, { conversation, revision }: ChatFile): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, JSON.stringify({ ...conversation, revision }), { mode: 0o600 });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** When the file was written last; undefined where there is none. */
export async function writtenAt(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.mtimeMs;
}
