import type { Task } from '../chat/task.ts';

/** An answer as the ledger keeps it, as far as habits are made of it. */
export interface HabitRow {
  readonly model: string;
  readonly task: Task;
  /** All billed output, reasoning included. */
  readonly outputTokens: number;
  readonly firstTokenMs: number | null;
  readonly totalMs: number;
}

/** A mean in which each new value counts for so much, and the first ones for their share. */
class Mean {
  #value = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get value(): number {
    return this.#value;
  }

  add(value: number): void {
    this.#count++;
    this.#value += (value - this.#value) * Math.max(WEIGHT, 1 / this.#count);
  }
}

const WEIGHT = 0.1;
/** Below this, a mean is chance. */
const FEWEST = 3;
/** Shorter answers tell nothing of a model's pace. */
const FEWEST_TOKENS = 20;

/** How long and how fast models answer here: running means in memory, one per model and task, never scanned. */
export class Habits {
  readonly #outputs = new Map<Task, Map<string, Mean>>();
  readonly #firstMs = new Map<string, Mean>();
  readonly #tokenMs = new Map<string, Mean>();

  /** `known`: what the ledger has of the last days, oldest first. */
  constructor(known: Iterable<HabitRow> = []) {
    for (const row of known) this.add(row);
  }

  add({ model, task, outputTokens, firstTokenMs, totalMs }: HabitRow): void {
    if (outputTokens > 0) this.#outputsOf(task, model).add(outputTokens);
    if (firstTokenMs === null) return;
    meanOf(this.#firstMs, model).add(firstTokenMs);
    if (outputTokens >= FEWEST_TOKENS) meanOf(this.#tokenMs, model).add((totalMs - firstTokenMs) / outputTokens);
  }

  /** How many tokens a model usually writes for such a task; undefined while it was seen less than three times. */
  outputTokens(model: string, task: Task): number | undefined {
    return settled(this.#outputs.get(task)?.get(model));
  }

  /** How long it usually takes to its first word, in milliseconds. */
  firstMs(model: string): number | undefined {
    return settled(this.#firstMs.get(model));
  }

  /** How long each further token usually takes it, in milliseconds. */
  tokenMs(model: string): number | undefined {
    return settled(this.#tokenMs.get(model));
  }

  #outputsOf(task: Task, model: string): Mean {
    const ofTask = this.#outputs.get(task) ?? new Map<string, Mean>();
    this.#outputs.set(task, ofTask);
    return meanOf(ofTask, model);
  }
}

function meanOf(means: Map<string, Mean>, key: string): Mean {
  const known = means.get(key);
  if (known !== undefined) return known;
  const mean = new Mean();
  means.set(key, mean);
  return mean;
}

function settled(mean: Mean | undefined): number | undefined {
  return mean === undefined || mean.count < FEWEST ? undefined : mean.value;
}
