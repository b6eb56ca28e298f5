import type { Chip } from '../../protocol/panelState.ts';

/** The fewest chips that are enough, the largest first. */
export function enoughChips(chips: readonly Chip[], over: number): Chip[] {
  const taken: Chip[] = [];
  let gained = 0;
  for (const chip of [...chips].sort((a, b) => (b.tokens ?? 0) - (a.tokens ?? 0))) {
    if (gained >= over || !chip.tokens) break;
    taken.push(chip);
    gained += chip.tokens;
  }
  return gained >= over ? taken : [];
}
