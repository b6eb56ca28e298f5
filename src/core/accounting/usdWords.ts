/** A sum of nano-dollars for a sentence: enough digits to tell it from nothing. */
export function usdWords(nano: number): string {
  const usd = nano / 1_000_000_000;
  const digits = usd === 0 || usd >= 0.9995 ? 2 : usd >= 0.01 ? 3 : usd >= 0.0001 ? 5 : 6;
  return `$${usd.toFixed(digits)}`;
}
