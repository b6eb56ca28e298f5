import type { HistoryFilter } from '../../protocol/messages/historyMessages.ts';

/** When a period began by the reader's calendar; null for all times. */
export function periodStart(period: HistoryFilter['period'], now: Date): number | null {
  const daysBack = { all: null, today: 0, week: 6, month: 29 }[period];
  if (daysBack === null) return null;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysBack).getTime();
}
