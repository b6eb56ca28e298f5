import { NO_PARTS } from '../chat/usage.ts';
import type { Model } from '../models/model.ts';
import { TYPICAL_OUTPUT_TOKENS } from './outputLimit.ts';
import { costNano, usdFromNano } from './price.ts';

/** What a request of so many tokens is likely to cost before it is sent, in US$; null where no price is known. */
export function estimateUsd(
  { price }: Pick<Model, 'price'>,
  { inputTokens, outputTokens }: { readonly inputTokens: number; readonly outputTokens: number },
): number | null {
  if (price === undefined) return null;
  const outputText = Math.min(outputTokens, TYPICAL_OUTPUT_TOKENS);
  return usdFromNano(costNano(price, { ...NO_PARTS, uncachedInput: inputTokens, outputText }));
}
