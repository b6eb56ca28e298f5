import { strings } from '../strings.ts';

const SMALLEST = 0.000001;

/**
 * US dollars for a reader: cents and more with two to four digits, less down to one micro-dollar (`$0.000123`); `≈` marks
 * an estimate, and null is told as unknown, never as zero.
 */
export function formatCost(usd: number | null, options: { readonly estimated?: boolean } = {}): string {
  if (usd === null) return strings.costUnknown;
  if (usd > 0 && usd < SMALLEST) return `<$${SMALLEST.toFixed(6)}`;
  return `${options.estimated ? '≈' : ''}$${digits(usd)}`;
}

function digits(usd: number): string {
  if (usd === 0) return '0';
  if (usd >= 1) return usd.toFixed(2);
  return trimZeros(usd.toFixed(usd >= 0.01 ? 4 : 6));
}

/** Keeps two digits, so that amounts look like money. */
function trimZeros(fixed: string): string {
  return fixed.replace(/(\.\d\d\d*?)0+$/, '$1');
}
