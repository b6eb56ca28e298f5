import type { PackedRate, PackedRates } from '../../src/providers/catalog/catalogData.ts';
import type { FoundModel } from './foundModel.ts';
import type { Vendor } from './vendorFacts.ts';

/** A model as `@earendil-works/pi-ai` and `@oh-my-pi/pi-catalog` write it, as far as it is used. */
export interface PiModel {
  readonly id: string;
  /** `chat` in the first package, absent for chat models in the second. */
  readonly type?: string;
  readonly kind?: string;
  readonly reasoning?: boolean;
  readonly input?: readonly string[];
  readonly contextWindow?: number | null;
  readonly maxTokens?: number | null;
  readonly supportsTools?: boolean;
  readonly supportsAssistantPrefill?: boolean;
  readonly compat?: { readonly supportsStrictMode?: boolean; readonly supportsStrictTools?: boolean };
  readonly cost?: PiRates & {
    readonly tiers?: readonly (PiRates & { readonly inputTokensAbove: number })[];
    readonly longContext?: PiRates & { readonly inputThreshold: number; readonly inputThresholdInclusive?: boolean };
  };
}

interface PiRates {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

/** What the packages write where they do not know. */
const PLACEHOLDER = 4096;

/** What such a package says of a model; undefined for what is no chat model. */
export function readPiModel(model: PiModel, vendor: Vendor): FoundModel | undefined {
  if ((model.type ?? 'chat') !== 'chat' || model.kind !== undefined) return undefined;
  const price = vendor.unpriced ? undefined : priceOf(model);
  const tier = model.cost?.tiers?.[0]?.inputTokensAbove;
  const window = known(model.contextWindow);
  const output = known(model.maxTokens);
  return {
    id: model.id.toLowerCase(),
    price,
    // One package stops where the price rises, rather than at what the model can take.
    contextWindow: window === tier ? undefined : window,
    // As much as the window is no limit of its own.
    maxOutputTokens: output !== undefined && window !== undefined && output >= window ? undefined : output,
    capabilities: capabilitiesOf(model, vendor, price),
  };
}

function known(tokens: number | null | undefined): number | undefined {
  return tokens === null || tokens === PLACEHOLDER || tokens === 0 ? undefined : tokens;
}

function priceOf({ id, cost }: PiModel): PackedRates | undefined {
  if (cost === undefined || cost.input < 0 || cost.output < 0) return undefined;
  // Zero is how both packages write that they do not know, save where the name says that it is free.
  if (cost.input === 0 && cost.output === 0 && !/[:-]free$/.test(id)) return undefined;
  const steps = [
    ...(cost.tiers ?? []).map((tier) => ({ start: tier.inputTokensAbove, rates: tier })),
    ...(cost.longContext === undefined
      ? []
      : [
          {
            start: cost.longContext.inputThreshold - (cost.longContext.inputThresholdInclusive ? 1 : 0),
            rates: cost.longContext,
          },
        ]),
  ].sort((a, b) => a.start - b.start);
  const rate = (of: (rates: PiRates) => number): PackedRate =>
    steps.length === 0
      ? usd(of(cost))
      : [usd(of(cost)), ...steps.flatMap(({ start, rates }) => [start, usd(of(rates))])];
  return [
    rate((rates) => rates.input),
    rate((rates) => rates.output),
    cost.cacheRead > 0 ? rate((rates) => rates.cacheRead) : null,
    cost.cacheWrite > 0 ? rate((rates) => rates.cacheWrite) : null,
  ];
}

/** Some figures are sums of binary fractions. */
function usd(value: number): number {
  return Number(value.toFixed(6));
}

function capabilitiesOf(model: PiModel, vendor: Vendor, price: PackedRates | undefined): string {
  const json = vendor.json || model.compat?.supportsStrictMode || model.compat?.supportsStrictTools;
  return [
    model.supportsTools === false ? '' : 't',
    json ? 'j' : '',
    model.input?.includes('image') ? 'v' : '',
    model.reasoning ? 'r' : '',
    model.supportsAssistantPrefill ? 'p' : '',
    typeof price?.[2] === 'number' || Array.isArray(price?.[2]) ? 'c' : '',
  ].join('');
}
