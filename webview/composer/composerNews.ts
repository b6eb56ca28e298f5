import type { ComposerState } from '../../src/protocol/panelState.ts';
import { fillIn } from '../format/fillIn.ts';
import { strings } from '../strings.ts';
import type { Completions } from './completions.ts';

/** What a screen reader is told of the composer by itself: how much can be completed, what went wrong, what does not fit, how private it is. */
export function composerNews(
  { fit, privacy }: Pick<ComposerState, 'fit' | 'privacy'>,
  list: Completions['shown'],
  notice: string | null,
): string {
  if (list !== null) {
    return list.items.length === 1 ? strings.completionsOne : fillIn(strings.completionsMany, list.items.length);
  }
  return notice ?? fit?.problem ?? (privacy?.tone === 'quiet' ? '' : (privacy?.label ?? ''));
}
