import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { Logger } from '../core/ports/logger.ts';
import { addFacts, type LearntFacts, type ModelMemory } from '../core/ports/modelMemory.ts';
import { withFileLock } from './fileLock.ts';
import { moveAside, setAside } from './setAside.ts';
import { isFull, logTroubles, reasonOf, type TellTrouble } from './storageTrouble.ts';

/** Long enough for the facts of a fallback chain to be written together. */
const REST_MS = 1000;
/** Models of which nothing was learnt for longest are forgotten first. */
const MOST_MODELS = 500;
/** Vendors change their models: what is older is learnt again. */
const LONGEST_KNOWN_MS = 30 * 86_400_000;

const fileSchema = z.object({
  version: z.literal(1),
  models: z.record(
    z.string(),
    z.object({
      refusedFields: z.array(z.string()).exactOptional(),
      maxOutputTokens: z.int().positive().exactOptional(),
      contextWindow: z.int().positive().exactOptional(),
      tokensPerEstimate: z.number().min(0.1).max(10).exactOptional(),
      prefill: z.literal(false).exactOptional(),
      at: z.int().min(0).exactOptional(),
    }),
  ),
});

const newerSchema = z.object({ version: z.int().min(2) });

/** What is known of a model, and when the first of it was learnt, in milliseconds since 1970. */
interface Aged {
  readonly facts: LearntFacts;
  readonly at: number;
}

type Facts = Map<string, Aged>;

/**
 * What was learnt of models, kept in one JSON file that all windows share: each adds its own to what the others have
 * written. Known at once, written a moment later; call `flush` before the process ends. A damaged file is set aside and
 * begun anew, one of a newer version left as it is; what is thirty days old is forgotten; what cannot be written is told
 * once and tried again with the next fact.
 */
export class ModelMemoryFile implements ModelMemory {
  readonly #file: string;
  readonly #tell: TellTrouble;
  #known: Facts = new Map();
  #unwritten: Facts = new Map();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #complained = false;
  /** A newer Switchyard wrote the file. */
  #isNewer = false;
  /** The file may not be opened. */
  #isClosed = false;

  private constructor(file: string, tell: TellTrouble) {
    this.#file = file;
    this.#tell = tell;
  }

  /** The memory in this file, which need not exist. */
  static async open(file: string, logger: Logger, tell = logTroubles(logger)): Promise<ModelMemoryFile> {
    const memory = new ModelMemoryFile(file, tell);
    memory.#known = await memory.#read(() => memory.#setAside());
    return memory;
  }

  facts(model: string): LearntFacts {
    const known = this.#known.get(model);
    return known === undefined || isOld(known) ? {} : known.facts;
  }

  learn(model: string, facts: LearntFacts): void {
    const news = { facts: rounded(facts), at: Date.now() };
    const known = this.facts(model);
    if (isDeepStrictEqual(addFacts(known, news.facts), known)) return;
    add(this.#known, model, news);
    add(this.#unwritten, model, news);
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
    if (learnt.size === 0 || this.#isNewer) return;
    this.#unwritten = new Map();
    try {
      await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
      const all = await withFileLock(`${this.#file}.lock`, async () => {
        const facts = await this.#read(() => this.#moveAside());
        if (this.#isNewer) return this.#known;
        if (this.#isClosed) throw new Error('it cannot be read');
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
      this.#complain(error);
    }
  }

  /** A crash leaves the old file or the new one. */
  async #replace(facts: Facts): Promise<void> {
    const temporary = `${this.#file}.${process.pid}.tmp`;
    const models = [...facts].map(([model, { facts: known, at }]) => [model, { ...known, at }] as const);
    const content = { version: 1, models: Object.fromEntries(models) };
    try {
      await writeFile(temporary, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
      await rename(temporary, this.#file);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  /** What the file holds; `damaged` is called where it makes no sense. */
  async #read(damaged: () => Promise<void>): Promise<Facts> {
    const found = await readFacts(this.#file);
    this.#isClosed = found === 'unreadable';
    if (found instanceof Map) return found;
    if (found === 'damaged') await damaged();
    else if (found === 'newer' && !this.#isNewer) {
      this.#isNewer = true;
      this.#tell({ type: 'newer', what: 'learnt', file: this.#file });
    } else if (this.#isClosed) this.#complain(new Error(`${this.#file} cannot be read`));
    return new Map();
  }

  async #setAside(): Promise<void> {
    const isDamaged = async () => (await readFacts(this.#file)) === 'damaged';
    const aside = await setAside(this.#file, isDamaged).catch(() => undefined);
    if (aside !== undefined) this.#tell({ type: 'setAside', what: 'learnt', file: aside });
  }

  async #moveAside(): Promise<void> {
    this.#tell({ type: 'setAside', what: 'learnt', file: await moveAside(this.#file) });
  }

  #complain(error: unknown): void {
    if (!this.#complained) {
      this.#tell({ type: 'unwritten', what: 'learnt', isFull: isFull(error), reason: reasonOf(error) });
    }
    this.#complained = true;
  }
}

/** What a file holds, or why it holds nothing for us; one that cannot be opened is unreadable. */
async function readFacts(file: string): Promise<Facts | 'unreadable' | 'newer' | 'damaged'> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (typeof text !== 'string') return text.code === 'ENOENT' ? new Map() : 'unreadable';
  const { data } = fileSchema.safeParse(parsed(text));
  if (data === undefined) return newerSchema.safeParse(parsed(text)).success ? 'newer' : 'damaged';
  const now = Date.now();
  const aged = Object.entries(data.models).map(([model, { at = now, ...facts }]) => [model, { facts, at }] as const);
  return new Map(aged.filter(([, known]) => !isOld(known)));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Adds to what is known of a model and makes it the one learnt of last. */
function add(facts: Facts, model: string, more: Aged): void {
  const before = facts.get(model);
  const known = before === undefined || isOld(before) ? { facts: {}, at: more.at } : before;
  facts.delete(model);
  facts.set(model, { facts: addFacts(known.facts, more.facts), at: Math.min(known.at, more.at) });
}

function isOld({ at }: Aged): boolean {
  return Date.now() - at > LONGEST_KNOWN_MS;
}

/** A mean moves a little with every answer; what is less than its third digit is no news. */
function rounded({ tokensPerEstimate: ratio, ...facts }: LearntFacts): LearntFacts {
  return ratio === undefined ? facts : { ...facts, tokensPerEstimate: Number(ratio.toPrecision(3)) };
}
