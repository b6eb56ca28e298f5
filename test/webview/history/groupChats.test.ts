import { expect, test } from 'vitest';
import type { HistoryRow } from '../../../src/protocol/messages/historyMessages.ts';
import { formatAgo } from '../../../webview/format/formatAgo.ts';
import { groupChats } from '../../../webview/history/groupChats.ts';

const NOW = new Date(2026, 2, 10, 0, 30);

function row(updatedAt: Date, pinned = false): HistoryRow {
  return {
    ...{
      id: `${updatedAt.getTime()}`,
      title: '',
      titleParts: [],
      snippet: [],
      question: '',
      updatedAt: updatedAt.getTime(),
    },
    ...{ model: null, pinned, archived: false, workspace: null, open: false, busy: false, waits: false, newer: false },
  };
}

test('chats are grouped by the days of the calendar, not by hours', () => {
  const rows = [
    row(new Date(2020, 1, 1), true),
    row(new Date(2026, 2, 10, 0, 1)),
    row(new Date(2026, 2, 9, 23, 59)),
    row(new Date(2026, 2, 9, 0, 1)),
    row(new Date(2026, 2, 4)),
    row(new Date(2026, 1, 20)),
    row(new Date(2025, 1, 20)),
  ];
  expect(groupChats(rows, NOW).map(({ group, rows: list }) => [group, list.length])).toEqual([
    ['pinned', 1],
    ['today', 1],
    ['yesterday', 2],
    ['week', 1],
    ['month', 1],
    ['older', 1],
  ]);
});

test('a time is told in few words', () => {
  const ago = (ms: number) => formatAgo(NOW.getTime() - ms, NOW.getTime(), 'en');
  expect([0, 59_000, 60_000, 7_200_000, 86_400_000, 20 * 86_400_000].map(ago)).toEqual([
    'now',
    'now',
    '1m ago',
    '2h ago',
    'yesterday',
    '2w ago',
  ]);
  expect(ago(-5000)).toBe('now');
});
