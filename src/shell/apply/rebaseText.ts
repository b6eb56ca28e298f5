import { placeHunks } from '../../core/apply/placeHunks.ts';
import { hunksBetween } from './hunksBetween.ts';

/** A change made from `base` as it looks on what the document says now; otherwise the line of the base that has no place. */
export function rebaseText(
  base: string,
  wanted: string,
  current: string,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly line: number } {
  if (current === base) return { ok: true, text: wanted };
  const placed = placeHunks(current, hunksBetween(base, wanted));
  if (placed.ok) return placed;
  const { failure } = placed;
  if (failure.kind === 'missing') return { ok: false, line: failure.near };
  return { ok: false, line: failure.kind === 'ambiguous' ? (failure.places[0] ?? 1) : 1 };
}
