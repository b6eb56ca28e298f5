import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Logger } from '../core/ports/logger.ts';

const fileSchema = z.object({
  version: z.literal(1),
  provider: z.string(),
  origin: z.string(),
  at: z.number(),
  models: z.unknown(),
});

/**
 * What providers listed, as one file for each provider and origin, for its owner's eyes only. A file is written beside
 * and renamed, so that a crash and another window leave the old or the new one; one that cannot be read counts as missing.
 */
export class ListingCache<T> {
  readonly #folder: string;
  readonly #parse: (models: unknown) => T | undefined;
  readonly #logger: Logger;

  /** `parse` recognises a list of models as it was written; undefined for anything else. */
  constructor(folder: string, parse: (models: unknown) => T | undefined, logger: Logger) {
    this.#folder = folder;
    this.#parse = parse;
    this.#logger = logger;
  }

  async read(provider: string, origin: string): Promise<{ at: number; models: T } | undefined> {
    try {
      const { data } = fileSchema.safeParse(JSON.parse(await readFile(this.#file(provider, origin), 'utf8')));
      const models = data?.provider === provider && data.origin === origin ? this.#parse(data.models) : undefined;
      return data === undefined || models === undefined ? undefined : { at: data.at, models };
    } catch {
      return undefined;
    }
  }

  async write(provider: string, origin: string, { at, models }: { at: number; models: T }): Promise<void> {
    const file = this.#file(provider, origin);
    const beside = `${file}.${randomUUID()}.tmp`;
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      const content: z.input<typeof fileSchema> = { version: 1, provider, origin, at, models };
      await writeFile(beside, JSON.stringify(content), { mode: 0o600 });
      await rename(beside, file);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#logger.warn(`the models of ${provider} are not kept: ${reason}`);
      await rm(beside, { force: true }).catch(() => undefined);
    }
  }

  /** A provider's id and its address may hold what a file's name may not. */
  #file(provider: string, origin: string): string {
    const name = createHash('sha256').update(`${provider}\n${origin}`).digest('hex').slice(0, 32);
    return join(this.#folder, `${name}.json`);
  }
}
