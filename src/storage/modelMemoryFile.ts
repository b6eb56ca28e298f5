import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import type { Logger } from '../core/ports/logger.ts';
import { addFacts, type LearntFacts, type ModelMemory } from '../core/ports/modelMemory.ts';

/** Long enough for the facts of a fallback chain to be written together. */
const REST_MS = 1000;
/** Models of which nothing was learnt for longest are forgotten first. */
const MOST_MODELS = 500;
/** A lock this old was left behind by a process that died. */
const STALE_LOCK_MS = 10_000;
const LOCK_TRIES = 100;

const fileSchema = z.object({
  version: z.literal(1),
  models: z.record(
    z.string(),
    z.object({
      refusedFields: z.array(z.string()).exactOptional(),
      contextWindow: z.int().positive().exactOptional(),
      tokensPerEstimate: z.number().min(0.1).max(10).exactOptional(),
    }),
  ),
});

type Facts = Map<string, LearntFacts>;

/**
 * What was learnt of models, kept in one JSON file that all windows share: each adds its own to what the others have
 * written. Known at once, written a moment later; call `flush` before the process ends. A file that cannot be read is
 * begun anew; what cannot be written is logged once and tried again with the next fact.
 */
export class ModelMemoryFile implements ModelMemory {
  readonly #file: string;
  readonly #logger: Logger;
  #known: Facts = new Map();
  #unwritten: Facts = new Map();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #complained = false;

  private constructor(file: string, logger: Logger) {
    this.#file = file;
    this.#logger = logger;
  }

  /** The memory in this file, which need not exist. */
  static async open(file: string, logger: Logger): Promise<ModelMemoryFile> {
    const memory = new ModelMemoryFile(file, logger);
    memory.#known = await memory.#read();
    return memory;
  }

  facts(model: string): LearntFacts {
    return this.#known.get(model) ?? {};
  }

  learn(model: string, facts: LearntFacts): void {
    add(this.#known, model, facts);
    add(this.#unwritten, model, facts);
    this.#timer ??= setTimeout(() => void this.flush(), REST_MS).unref();
  }

  /** Writes what is not yet written. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const learnt = this.#unwritten;
    if (learnt.size === 0) return;
    this.#unwritten = new Map();
    try {
      await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
      const all = await locked(`${this.#file}.lock`, async () => {
        const facts = await this.#read();
        for (const [model, more] of learnt) add(facts, model, more);
        for (const model of [...facts.keys()].slice(0, Math.max(0, facts.size - MOST_MODELS))) facts.delete(model);
        await this.#replace(facts);
        return facts;
      });
      for (const [model, more] of this.#unwritten) add(all, model, more);
      this.#known = all;
    } catch (error) {
      for (const [model, more] of this.#unwritten) add(learnt, model, more);
      this.#unwritten = learnt;
      this.#complain(`what was learnt of models is not written: ${error instanceof Error ? error.message : 'unknown'}`);
    }
  }

  /** A crash leaves the old file or the new one. */
  async #replace(facts: Facts): Promise<void> {
    const temporary = `${this.#file}.${process.pid}.tmp`;
    const content = { version: 1, models: Object.fromEntries(facts) };
    await writeFile(temporary, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    await rename(temporary, this.#file);
  }

  async #read(): Promise<Facts> {
    try {
      const { models } = fileSchema.parse(JSON.parse(await readFile(this.#file, 'utf8')));
      return new Map(Object.entries(models));
    } catch (error) {
      if (!isFault(error, 'ENOENT')) this.#complain(`${this.#file} cannot be read and is begun anew`);
      return new Map();
    }
  }

  #complain(message: string): void {
    if (!this.#complained) this.#logger.warn(message);
    this.#complained = true;
  }
}

/** Adds to what is known of a model and makes it the one learnt of last. */
function add(facts: Facts, model: string, more: LearntFacts): void {
  const known = facts.get(model) ?? {};
  facts.delete(model);
  facts.set(model, addFacts(known, more));
}

/** Runs alone among all processes that name the same lock file. */
async function locked<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  for (let tries = LOCK_TRIES; !(await taken(lock)); tries--) {
    if (tries === 0) throw new Error('another window has been writing all the time');
    const age = Date.now() - ((await stat(lock).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (age > STALE_LOCK_MS) await rm(lock, { force: true });
    else await delay(20);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function taken(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if (isFault(error, 'EEXIST')) return false;
    throw error;
  }
}

function isFault(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
