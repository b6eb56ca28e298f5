import type { Clock } from '../ports/clock.ts';

/** How long an attempt waited for its first word, as the ledger keeps it. */
export interface FirstWord {
  readonly model: string;
  readonly provider: string;
  /** Wall-clock milliseconds at which it was asked. */
  readonly startedAt: number;
  readonly waitedMs: number;
  readonly inputTokens: number;
  /** It was given up after so long. */
  readonly gaveUp: boolean;
}

type Sample = Pick<FirstWord, 'startedAt' | 'waitedMs' | 'inputTokens'>;

const MOST_SAMPLES = 50;
const FEWEST_SAMPLES = 5;
/** How far back a model's habits are of use. */
export const HABIT_MS = 7 * 86_400_000;
/** Prompts of up to so many tokens take alike; longer ones in proportion. */
const SHORT_PROMPT = 2000;
/** Local servers put a model away after five minutes at rest (docs.ollama.com/faq, keep_alive), or for another one. */
const WARM_MS = 4 * 60_000;

/**
 * How long each model lately took to its first word: the last 50 of a week, in memory. A wait that was given up counts
 * as one of that length where it was longer than usual, so that a model that became slower is waited for longer.
 */
export class Latencies {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #samples = new Map<string, Sample[]>();
  /** Who answered last at each provider. */
  readonly #last = new Map<string, { readonly model: string; readonly at: number }>();

  /** `known`: what the ledger has of the last days, oldest first. */
  constructor(clock: Pick<Clock, 'now'>, known: Iterable<FirstWord> = []) {
    this.#clock = clock;
    for (const word of known) this.add(word);
  }

  add({ model, provider, gaveUp, ...sample }: FirstWord): void {
    const usual = gaveUp ? this.usualMs(model, sample.inputTokens) : undefined;
    if (gaveUp && (usual === undefined || sample.waitedMs <= usual)) return;
    const samples = this.#samples.get(model) ?? [];
    this.#samples.set(model, [...samples, sample].slice(-MOST_SAMPLES));
    if (!gaveUp) this.#last.set(provider, { model, at: sample.startedAt + sample.waitedMs });
  }

  /**
   * The 95th percentile of a model's waits for a first word, in milliseconds; undefined while fewer than five are known.
   * Waits on shorter prompts are stretched to the length of this one.
   */
  usualMs(model: string, inputTokens: number): number | undefined {
    const since = this.#clock.now() - HABIT_MS;
    const waits = (this.#samples.get(model) ?? [])
      .filter(({ startedAt }) => startedAt >= since)
      .map((one) => one.waitedMs * Math.max(1, inputTokens / Math.max(SHORT_PROMPT, one.inputTokens)))
      .sort((a, b) => a - b);
    return waits.length < FEWEST_SAMPLES ? undefined : waits[Math.ceil(0.95 * waits.length) - 1];
  }

  /** Whether a server that loads its models has surely still loaded this one. */
  isWarm(model: string, provider: string): boolean {
    const last = this.#last.get(provider);
    return last?.model === model && this.#clock.now() - last.at <= WARM_MS;
  }
}
