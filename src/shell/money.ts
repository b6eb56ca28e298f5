/** A sum of US$; `unknown` answers had no known price, so that it is a lower bound. */
export interface SpentFacts {
  readonly usd: number;
  readonly unknown: number;
}

/** US$ for a narrow place: enough digits to see that it moved, never more than needed. */
export function money({ usd, unknown }: SpentFacts): string {
  const digits = usd === 0 || usd >= 1 ? 2 : usd >= 0.01 ? 3 : usd >= 0.0001 ? 5 : 6;
  return `$${usd.toFixed(digits)}${unknown > 0 ? ' + ?' : ''}`;
}
