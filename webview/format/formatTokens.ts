/** How many tokens, short: `940`, `1.2k`, `128k`, `1M`. */
export function formatTokens(tokens: number): string {
  if (tokens < 1000) return String(Math.round(tokens));
  if (tokens < 999_500) return `${short(tokens / 1000)}k`;
  return `${short(tokens / 1_000_000)}M`;
}

function short(amount: number): string {
  return amount < 9.95 ? amount.toFixed(1).replace(/\.0$/, '') : amount.toFixed(0);
}
