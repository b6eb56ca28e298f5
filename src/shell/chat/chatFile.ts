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

const STILL_COPIED_MS = 2000;
/** What a chat's file of any newer version has. */
export const newerSchema = z.object({ version: z.int().check(z.gt(2)) });
const revisionSchema = z.object({ revision: z.optional(z.string()) });

/** What a file holds; undefined where it is no chat. Rejects where it cannot be read. */
export async function readChatFile(file: string): Promise<ChatFile | undefined> {
  const raw: unknown = JSON.parse(await readFile(file, 'utf8'));
  const conversation = readConversation(raw);
  if (conversation === undefined) return undefined;
  return { conversation, revision: revisionSchema.safeParse(raw).data?.revision };
}

/**
 * Why a file is no chat to this version: it cannot be opened, a newer one wrote it, or its content makes no sense. One that
 * was written just now counts as unreadable: someone may still be copying it.
 */
export async function whyUnreadable(file: string): Promise<'unreadable' | 'newer' | 'damaged'> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const at = await writtenAt(file);
  if (text === undefined || at === undefined || Date.now() - at < STILL_COPIED_MS) return 'unreadable';
  try {
    const raw: unknown = JSON.parse(text);
    if (newerSchema.safeParse(raw).success) return 'newer';
    return readConversation(raw) === undefined ? 'damaged' : 'unreadable';
  } catch {
    return 'damaged';
  }
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
