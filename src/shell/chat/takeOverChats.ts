import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, mkdir, readdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../../core/ports/logger.ts';
import { readChatFile, writeChatFile } from './chatFile.ts';
import type { Conversation } from './conversation.ts';

/**
 * Brings the chats that an earlier version kept for each workspace into the folder of all windows. The old file goes only
 * when the new one is there, so that a crash loses none; several windows may do it at once. What cannot be read is left
 * where it is.
 */
export async function takeOverChats(
  from: string,
  to: string,
  workspace: Conversation['workspace'],
  logger: Logger,
): Promise<void> {
  const names = (await readdir(from).catch(() => [])).filter((name) => name.endsWith('.json'));
  if (names.length > 0) await mkdir(to, { recursive: true, mode: 0o700 }).catch(() => undefined);
  for (const name of names) {
    try {
      await takeOver(join(from, name), to, workspace);
    } catch (error) {
      logger.warn(`the chat ${name} stays where it was: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

async function takeOver(old: string, to: string, workspace: Conversation['workspace']): Promise<void> {
  const found = await readChatFile(old).catch(() => undefined);
  if (found === undefined) throw new Error('it cannot be read');
  const conversation = { ...found.conversation, workspace: found.conversation.workspace ?? workspace };
  const file = join(to, `${conversation.id}.json`);
  if (!(await placed(file, conversation))) {
    const there = (await readChatFile(file).catch(() => undefined))?.conversation;
    // Another window, or this one before it crashed, was here: only what was said since then is new.
    const isOlder = there !== undefined && there.updatedAt >= conversation.updatedAt;
    if (!isOlder) {
      const id = randomUUID();
      await placed(join(to, `${id}.json`), { ...conversation, id });
    }
  }
  await rm(old, { force: true });
}

/** Whether the file was not there and now is; of several who try at once only one is told so. */
async function placed(file: string, conversation: Conversation): Promise<boolean> {
  const beside = `${file}.${randomUUID()}.new`;
  try {
    await writeChatFile(beside, { conversation, revision: randomUUID() });
    // The newest of them is opened first.
    await utimes(beside, conversation.updatedAt / 1000, conversation.updatedAt / 1000);
    // Where there are no hard links a copy is the next best.
    await link(beside, file).catch(() => copyFile(beside, file, constants.COPYFILE_EXCL));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(beside, { force: true });
  }
}
