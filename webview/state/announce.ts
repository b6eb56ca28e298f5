import type { WireChatEvent } from '../../src/protocol/chatEventSchema.ts';
import { fillIn } from '../format/fillIn.ts';
import { shortModel } from '../format/shortModel.ts';
import { strings } from '../strings.ts';

/**
 * What a screen reader is told of these events: fallbacks and the end, never the text itself; empty for
 * nothing. A failure or refusal is left to its problem card, which is an alert.
 */
export function announceEvents(events: readonly WireChatEvent[]): string {
  return events.map(announceEvent).filter(Boolean).join(' ');
}

function announceEvent(event: WireChatEvent): string {
  if (event.type === 'done' && event.finishReason === 'contentFilter') return '';
  if (event.type === 'done') return fillIn(strings.announceDone, shortModel(event.model));
  if (event.type === 'error') return event.error.kind === 'cancelled' ? strings.announceStopped : '';
  if (event.type === 'attempt') return announceAttempt(event);
  if (event.type !== 'fallback') return '';
  const why = strings[`error_${event.error.kind}`];
  return fillIn(strings.announceFallback, shortModel(event.from), why, shortModel(event.to));
}

function announceAttempt({ model, part, because, waitsFor, checking }: WireChatEvent & { type: 'attempt' }): string {
  if (waitsFor !== undefined) return fillIn(strings.waitsFor, waitsFor);
  if (checking !== undefined) return fillIn(strings.checking, shortModel(model), checking);
  return (part === 'stronger' || part === 'agreed') && because !== undefined ? `${because} → ${shortModel(model)}` : '';
}
