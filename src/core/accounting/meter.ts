import type { CostSource, FinishReason } from '../chat/chatEvent.ts';
import { NO_USAGE, type Usage } from '../chat/usage.ts';
import type { Model } from '../models/model.ts';
import type { ProviderEvent } from '../ports/provider.ts';
import { estimateTokens } from './estimateTokens.ts';
import { costNano, nanoFromUsd } from './price.ts';

/** What one attempt used and cost. `costNano` is null when no price is known. */
export interface Charge {
  readonly usage: Usage;
  readonly estimated: boolean;
  readonly costNano: number | null;
  readonly costSource: CostSource;
}

/** Counts one attempt while its events pass by. */
export class Meter {
  readonly #model: Model;
  readonly #inputTokens: number;
  #reported: Usage | undefined;
  #reportedCostUsd: number | undefined;
  #characters = '';
  finishReason: FinishReason | null = null;
  spoke = false;

  /** `inputTokens` is the estimate that counts when the provider reports nothing. */
  constructor(model: Model, inputTokens: number) {
    this.#model = model;
    this.#inputTokens = inputTokens;
  }

  see(event: ProviderEvent): void {
    switch (event.type) {
      case 'text':
      case 'reasoning':
        this.spoke = true;
        this.#characters += event.delta;
        return;
      case 'toolCall':
        this.spoke = true;
        this.#characters += event.argumentsDelta;
        return;
      case 'usage':
        // Repeated usage is cumulative: the last one counts.
        this.#reported = event.usage;
        this.#reportedCostUsd = event.reportedCostUsd ?? this.#reportedCostUsd;
        return;
      case 'finish':
        this.finishReason = event.reason;
    }
  }

  /** The bill so far: reported, else priced from reported tokens, else estimated; nothing before any output. */
  charge(): Charge {
    const reported = this.#reported;
    const written = estimateTokens(this.#characters);
    // A count from before a break misses what came after it; of a whole answer the vendor knows best.
    const stale = this.finishReason === null && reported !== undefined && reported.outputTokens < written;
    if (reported !== undefined && reported.inputTokens + reported.outputTokens > 0) {
      return stale ? this.#bill({ ...reported, outputTokens: written }, true) : this.#bill(reported, false);
    }
    if (!this.spoke && this.finishReason === null) {
      return { usage: NO_USAGE, estimated: false, costNano: 0, costSource: 'priced' };
    }
    const usage = { ...NO_USAGE, inputTokens: this.#inputTokens, outputTokens: written };
    return this.#bill(usage, true);
  }

  #bill(usage: Usage, estimated: boolean): Charge {
    if (this.#reportedCostUsd !== undefined) {
      return { usage, estimated, costNano: nanoFromUsd(this.#reportedCostUsd), costSource: 'reported' };
    }
    if (this.#model.price === undefined) return { usage, estimated, costNano: null, costSource: 'unknown' };
    return { usage, estimated, costNano: costNano(this.#model.price, usage), costSource: 'priced' };
  }
}

/** The sum of several attempts; unknown as soon as one is unknown. */
export function sumCharges(charges: readonly Charge[]): Omit<Charge, 'usage'> {
  const billed = charges.filter((charge) => charge.costNano !== 0 || charge.usage.outputTokens > 0);
  const unknown = charges.some((charge) => charge.costNano === null);
  return {
    estimated: charges.some((charge) => charge.estimated),
    costNano: unknown ? null : charges.reduce((sum, charge) => sum + (charge.costNano ?? 0), 0),
    costSource: unknown
      ? 'unknown'
      : billed.length > 0 && billed.every((c) => c.costSource === 'reported')
        ? 'reported'
        : 'priced',
  };
}
