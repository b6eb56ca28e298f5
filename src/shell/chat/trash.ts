import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { readChatFile } from './chatFile.ts';
import type { Conversation } from './conversation.ts';

const KEPT_MS = 7 * 24 * 3_600_000;
const NAME = /^(\d+) ([\w-]+)\.json$/;

/** Removed chats by the time of their removal, until they are a week old. */
export class Trash {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Moves a chat's file in here. */
  async take(id: string, file: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await rename(file, join(this.#folder, `${Date.now()} ${id}.json`));
  }

  /** Moves the file back, unless there is one again. */
  async giveBack(id: string, file: string): Promise<void> {
    const name = (await this.#names()).findLast((candidate) => NAME.exec(candidate)?.[2] === id);
    if (name === undefined) throw new Error('it is no longer there');
    if ((await stat(file).catch(() => undefined)) !== undefined) throw new Error('there is one of this name again');
    await rename(join(this.#folder, name), file);
  }

  /** What is in here and can be read, the last removed first. */
  async list(): Promise<{ id: string; removedAt: number; conversation: Conversation }[]> {
    const found = await Promise.all(
      (await this.#names()).map(async (name) => {
        const [, removedAt, id] = NAME.exec(name) ?? [];
        const file = await readChatFile(join(this.#folder, name)).catch(() => undefined);
        if (file === undefined || id === undefined) return [];
        return [{ id, removedAt: Number(removedAt), conversation: file.conversation }];
      }),
    );
    return found.flat().reverse();
  }

  /** Forgets for good what is older than a week. */
  async purge(): Promise<void> {
    for (const name of await this.#names()) {
      const removedAt = Number(NAME.exec(name)?.[1]);
      if (Date.now() - removedAt > KEPT_MS) await rm(join(this.#folder, name), { force: true });
    }
  }

  /** Oldest first. */
  async #names(): Promise<string[]> {
    return (await readdir(this.#folder).catch(() => [])).sort();
  }
}
