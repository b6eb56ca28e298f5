import type { TrailRecord, TrailRow } from '../../src/protocol/messages/trailMessages.ts';
import { fillIn } from '../format/fillIn.ts';
import type { IconName } from '../icon.ts';
import { strings } from '../lateStrings.ts';

type Ended = Pick<TrailRow, 'outcome' | 'errorKind' | 'fromCache' | 'fallbacks'>;

/** How a request ended, in a few words: `answered after a fallback`. */
export function outcomeText({ outcome, errorKind, fromCache, fallbacks }: Ended): string {
  const how = fillIn(strings[`outcome_${outcome}`], errorKind === null ? '' : strings[`error_${errorKind}`]);
  const after = fallbacks === 1 ? strings.oneFallback : fillIn(strings.manyFallbacks, String(fallbacks));
  return [how, ...(fallbacks === 0 ? [] : [after]), ...(fromCache ? [strings.fromCache] : [])].join(' ');
}

/** Whether anything was used at all: of a model that failed at once there is only a row of zeros. */
export function isUsed<U extends NonNullable<TrailRow['usage']>>(usage: U | null): usage is U {
  return usage !== null && usage.inputTokens + usage.outputTokens > 0;
}

/** The sign of an outcome; its words say the same. */
export function outcomeIcon({ outcome, fallbacks }: Pick<Ended, 'outcome' | 'fallbacks'>): IconName {
  if (outcome === 'answered') return fallbacks > 0 ? 'warning' : 'check';
  return outcome === 'failed' ? 'error' : outcome === 'stopped' ? 'stop' : 'history';
}

/** Who asked; what no word is known for stays as it is. */
export function sourceText(source: TrailRecord['source']): string {
  return (strings as Readonly<Record<string, string>>)[`source_${source}`] ?? source;
}
