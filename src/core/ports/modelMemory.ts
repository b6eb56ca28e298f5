/** What experience taught of one model. */
export interface LearntFacts {
  /** Request fields that it refused, as its vendor calls them. */
  readonly refusedFields?: readonly string[];
  /** The most that it writes, as its own error message told. */
  readonly maxOutputTokens?: number;
  /** Its context window, as its own error message told. */
  readonly contextWindow?: number;
  /** Tokens its vendor counted for each token that we had estimated: a running mean. */
  readonly tokensPerEstimate?: number;
  /** It refused to go on with an answer that was begun for it. */
  readonly prefill?: false;
}

/** Facts about models that outlive a request. Never throws: what cannot be kept is learnt again. */
export interface ModelMemory {
  /** `model` is a full id; empty where nothing was learnt. */
  facts(model: string): LearntFacts;
  /** Adds to what is known; `refusedFields` are added to the earlier ones, the others replace them. */
  learn(model: string, facts: LearntFacts): void;
}

/** A memory as long as the process. */
export class ShortMemory implements ModelMemory {
  readonly #models = new Map<string, LearntFacts>();

  facts(model: string): LearntFacts {
    return this.#models.get(model) ?? {};
  }

  learn(model: string, facts: LearntFacts): void {
    this.#models.set(model, addFacts(this.facts(model), facts));
  }
}

/** What is known after learning more. */
export function addFacts(known: LearntFacts, more: LearntFacts): LearntFacts {
  const refusedFields = [...new Set([...(known.refusedFields ?? []), ...(more.refusedFields ?? [])])];
  return { ...known, ...more, ...(refusedFields.length === 0 ? {} : { refusedFields }) };
}
