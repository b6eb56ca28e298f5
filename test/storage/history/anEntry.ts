import type { HistoryEntry } from '../../../src/storage/history/historyEntry.ts';
import type { HistoryQuery } from '../../../src/storage/history/historyIndex.ts';

/** A chat in the index. */
export function anEntry(changes: Partial<HistoryEntry> & { readonly id: string }): HistoryEntry {
  return {
    title: 'A chat',
    question: 'What is asked?',
    text: 'What is asked? What is answered.',
    createdAt: 1000,
    updatedAt: 1000,
    pinned: false,
    archived: false,
    workspace: { key: 'file:///w', name: 'w' },
    models: ['sim/small'],
    tasks: ['chat'],
    newer: false,
    ...changes,
  };
}

/** Every chat that is not archived. */
export const EVERYTHING: HistoryQuery = {
  ...{ text: '', workspaces: null, since: null, model: null, task: null },
  ...{ archived: false, offset: 0, limit: 50 },
};
