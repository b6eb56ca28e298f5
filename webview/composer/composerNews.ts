import type { Fit } from '../../src/protocol/panelState.ts';
import { fillIn } from '../format/fillIn.ts';
import { strings } from '../strings.ts';
import type { Completions } from './completions.ts';

/** What a screen reader is told of the composer by itself: how much can be completed, what went wrong, what does not fit. */
export function composerNews(fit: Fit | null, list: Completions['shown'], notice: string | null): string {
  if (list !== null) {
    return list.items.length === 1 ? strings.completionsOne : fillIn(strings.completionsMany, list.items.length);
  }
  return notice ?? fit?.problem ?? '';
}
