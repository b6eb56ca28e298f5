import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';

const schema = z.object({ id: z.string() });

/** Which chat was open in the last window of a workspace that was closed or reloaded. */
export class LastOpen {
  readonly #folder: string;
  #known: Promise<string | undefined> | undefined;

  /** `folder` is the workspace's own storage. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The chat's id; undefined where none is known. It is told to one window alone: after a crash it would be an old one. */
  read(): Promise<string | undefined> {
    this.#known ??= this.#take();
    return this.#known;
  }

  /** Never rejects: without it the newest chat is opened. */
  async write(id: string): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeFile(this.#file, JSON.stringify({ id }), { mode: 0o600 });
    } catch {
      // Nothing is lost.
    }
  }

  async #take(): Promise<string | undefined> {
    try {
      const { id } = schema.parse(JSON.parse(await readFile(this.#file, 'utf8')));
      await rm(this.#file);
      return id;
    } catch {
      return undefined;
    }
  }

  get #file(): string {
    return join(this.#folder, 'lastOpen.json');
  }
}
