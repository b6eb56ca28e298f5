import type { HistoryRow } from '../../src/protocol/messages/historyMessages.ts';

export const CHAT_GROUPS = ['pinned', 'today', 'yesterday', 'week', 'month', 'older'] as const;
export type ChatGroup = (typeof CHAT_GROUPS)[number];

/** The rows in their groups by the reader's calendar; every group once, in the order of its first row. */
export function groupChats(rows: readonly HistoryRow[], now: Date): { group: ChatGroup; rows: HistoryRow[] }[] {
  const groups = new Map<ChatGroup, HistoryRow[]>();
  for (const row of rows) {
    const group = row.pinned ? 'pinned' : groupOf(row.updatedAt, now);
    const list = groups.get(group);
    if (list === undefined) groups.set(group, [row]);
    else list.push(row);
  }
  return [...groups].map(([group, list]) => ({ group, rows: list }));
}

function groupOf(at: number, now: Date): ChatGroup {
  const daysBack = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).getTime();
  if (at >= daysBack(0)) return 'today';
  if (at >= daysBack(1)) return 'yesterday';
  if (at >= daysBack(6)) return 'week';
  return at >= daysBack(29) ? 'month' : 'older';
}
