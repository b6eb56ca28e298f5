import type { CostSource, FinishReason } from '../chat/chatEvent.ts';
import { inputTokensOf, NO_PARTS, totalTokens, type UsageParts } from '../chat/usage.ts';
import type { VendorDetails } from '../chat/vendorDetails.ts';
import type { Model } from '../models/model.ts';
import type { ProviderEvent } from '../ports/provider.ts';
import { costNano, nanoFromUsd } from './price.ts';
import { tokenFamilyOf } from './tokenFamilies.ts';
import { TokenTally } from './tokenTally.ts';

/** What one attempt used and cost. `costNano` is null when no price is known. */
export interface Charge {
  readonly usage: UsageParts;
  readonly estimated: boolean;
  readonly costNano: number | null;
  readonly costSource: CostSource;
}

/** Of a call that was never made. */
export const NO_CHARGE: Charge = { usage: NO_PARTS, estimated: false, costNano: 0, costSource: 'priced' };

/** What is sent, as far as it is paid for. */
interface Sent {
  /** The estimate that counts when the provider reports nothing. */
  readonly inputTokens: number;
  readonly images: number;
}

/** Counts one attempt while its events pass by. */
export class Meter {
  readonly #model: Model;
  readonly #sent: Sent;
  #reported: UsageParts | undefined;
  #reportedCostUsd: number | undefined;
  readonly #written = new TokenTally();
  /** Something was said after the last report. */
  #wroteMore = false;
  finishReason: FinishReason | null = null;
  spoke = false;
  details: VendorDetails = {};

  constructor(model: Model, sent: Sent) {
    this.#model = model;
    this.#sent = sent;
  }

  see(event: ProviderEvent): void {
    switch (event.type) {
      case 'text':
      case 'reasoning':
        this.#write(event.delta);
        return;
      case 'toolCall':
        this.#write(event.argumentsDelta);
        return;
      case 'usage':
        // Repeated usage is cumulative: the last one counts.
        this.#reported = event.usage;
        this.#wroteMore = false;
        this.#reportedCostUsd = event.reportedCostUsd ?? this.#reportedCostUsd;
        return;
      case 'details':
        this.details = { ...this.details, ...event.details };
        return;
      case 'finish':
        this.finishReason = event.reason;
    }
  }

  /** The input tokens that the vendor counted; undefined where it reported none. */
  get reportedInputTokens(): number | undefined {
    return this.#reported === undefined ? undefined : inputTokensOf(this.#reported);
  }

  /** The bill so far: reported, else priced from reported tokens, else estimated; nothing before any output. */
  charge(): Charge {
    const reported = this.#reported;
    const written = this.#written.estimate(tokenFamilyOf(this.#model.name));
    if (reported !== undefined && totalTokens(reported) > 0) {
      // A count from before a break misses what came after it; of a whole answer the vendor knows best.
      const isStale =
        this.finishReason === null && this.#wroteMore && reported.outputText + reported.reasoning < written;
      if (!isStale) return this.#bill(reported, false);
      const { claimed: _, ...counted } = reported;
      const sofar = this.#price({ ...counted, outputText: written, reasoning: 0 }, true);
      // A cost from before the break is too low; without a price it is the best there is.
      return sofar.costNano === null ? this.#bill(sofar.usage, true) : sofar;
    }
    if (!this.spoke && this.finishReason === null) {
      return NO_CHARGE;
    }
    return this.#bill({ ...NO_PARTS, uncachedInput: this.#sent.inputTokens, outputText: written }, true);
  }

  #write(delta: string): void {
    this.spoke = true;
    this.#wroteMore = true;
    this.#written.add(delta);
  }

  #bill(usage: UsageParts, estimated: boolean): Charge {
    if (this.#reportedCostUsd !== undefined) {
      return { usage, estimated, costNano: nanoFromUsd(this.#reportedCostUsd), costSource: 'reported' };
    }
    return this.#price(usage, estimated);
  }

  #price(usage: UsageParts, estimated: boolean): Charge {
    const { price } = this.#model;
    if (price === undefined) return { usage, estimated, costNano: null, costSource: 'unknown' };
    return { usage, estimated, costNano: costNano(price, usage, this.#sent.images), costSource: 'priced' };
  }
}

/** The sum of several attempts; unknown as soon as one is unknown. */
export function sumCharges(charges: readonly Charge[]): Omit<Charge, 'usage'> {
  const billed = charges.filter(({ costNano: nano, usage }) => nano !== 0 || usage.outputText + usage.reasoning > 0);
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
