const CENT = 10_000_000;

/** A sum of nano-dollars for a sentence: enough digits to tell it from nothing, two for whole cents. */
export function usdWords(nano: number): string {
  const usd = nano / 1_000_000_000;
  const digits = nano % CENT === 0 || usd >= 0.9995 ? 2 : usd >= 0.01 ? 3 : usd >= 0.0001 ? 5 : 6;
  return `$${usd.toFixed(digits)}`;
}
