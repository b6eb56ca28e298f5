import { nanoFromUsd } from '../core/accounting/price.ts';
import { usdWords } from '../core/accounting/usdWords.ts';

/** A sum of US$; `unknown` answers had no known price, so that it is a lower bound. */
export interface SpentFacts {
  readonly usd: number;
  readonly unknown: number;
}

/** US$ for a narrow place: enough digits to see that it moved, never more than needed. */
export function money({ usd, unknown }: SpentFacts): string {
  return `${usdWords(nanoFromUsd(usd))}${unknown > 0 ? ' + ?' : ''}`;
}
