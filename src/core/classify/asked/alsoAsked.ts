import { type Charge, sumCharges } from '../../accounting/meter.ts';
import { nanoFromUsd, usdFromNano } from '../../accounting/price.ts';
import type { ChatEvent } from '../../chat/chatEvent.ts';
import { NO_PARTS } from '../../chat/usage.ts';

/** What asking a model about a request took. */
export interface AskedFor {
  readonly charge: Charge;
  readonly tookMs: number;
}

/** An event of a request about which a model was asked: its end has that in its cost and its time. */
export function alsoAsked(event: ChatEvent, { charge, tookMs }: AskedFor): ChatEvent {
  if (event.type !== 'done' && event.type !== 'error') return event;
  const { costUsd, estimated } = event;
  const costSource = event.type === 'done' ? event.costSource : 'priced';
  const own = { usage: NO_PARTS, estimated, costNano: costUsd === null ? null : nanoFromUsd(costUsd), costSource };
  const both = sumCharges([own, charge]);
  const cost = { costUsd: both.costNano === null ? null : usdFromNano(both.costNano), estimated: both.estimated };
  if (event.type === 'error') return { ...event, ...cost };
  const { firstTokenMs, totalMs } = event.latency;
  const latency = { firstTokenMs: firstTokenMs === null ? null : firstTokenMs + tookMs, totalMs: totalMs + tookMs };
  return { ...event, ...cost, costSource: both.costSource, latency };
}
