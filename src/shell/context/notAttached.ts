import type { Chip } from '../../protocol/panelState.ts';

/** What the editor offers by itself, without what was attached by hand too, whatever address that came by. */
export function notAttached<Offered extends { readonly chip: Chip }>(
  offered: readonly Offered[],
  attached: readonly { readonly chip: Chip }[],
): Offered[] {
  const known = new Set(attached.map(({ chip }) => placeOf(chip)));
  return offered.filter(({ chip }) => !known.has(placeOf(chip)));
}

function placeOf({ kind, detail }: Chip): string {
  return `${kind} ${detail}`;
}
