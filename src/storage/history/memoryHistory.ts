import { markPlaces, searchPatterns, snippetOf } from './findPlaces.ts';
import { foldText } from './foldText.ts';
import type { HistoryEntry, Stamp } from './historyEntry.ts';
import type { HistoryFacets, HistoryIndex, HistoryQuery, HistoryRow, KnownChat } from './historyIndex.ts';

interface Kept {
  readonly entry: HistoryEntry;
  readonly stamp: Stamp;
  readonly title: string;
  readonly text: string;
}

/** The index where the editor's Node has no SQLite: gone with the process, and searched from end to end. */
export class MemoryHistory implements HistoryIndex {
  readonly #kept = new Map<string, Kept>();

  known(): ReadonlyMap<string, KnownChat> {
    return new Map(
      [...this.#kept].map(([id, { stamp, entry }]) => {
        const { updatedAt, workspace, newer } = entry;
        return [id, { ...stamp, updatedAt, workspace: workspace?.key ?? null, newer }];
      }),
    );
  }

  put(entry: HistoryEntry, stamp: Stamp): void {
    this.#kept.set(entry.id, { entry, stamp, title: foldText(entry.title), text: foldText(entry.text) });
  }

  remove(id: string): void {
    this.#kept.delete(id);
  }

  search(query: HistoryQuery): { rows: HistoryRow[]; total: number } {
    const words = searchPatterns(query.text);
    if (words.length === 0 && query.text.trim() !== '') return { rows: [], total: 0 };
    const found = [...this.#kept.values()]
      .filter(({ entry }) => isWanted(entry, query))
      .filter(({ title, text }) => words.every((word) => title.search(word) !== -1 || text.search(word) !== -1))
      .map((kept) => ({ ...kept, inTitle: words.every((word) => kept.title.search(word) !== -1) ? 1 : 0 }))
      .sort((a, b) =>
        words.length === 0
          ? Number(b.entry.pinned) - Number(a.entry.pinned) || b.entry.updatedAt - a.entry.updatedAt
          : b.inTitle - a.inTitle || b.entry.updatedAt - a.entry.updatedAt,
      );
    const rows = found.slice(query.offset, query.offset + query.limit).map((kept) => rowOf(kept, words));
    return { rows, total: found.length };
  }

  facets(): HistoryFacets {
    const entries = [...this.#kept.values()].map(({ entry }) => entry);
    const workspaces = new Map(
      entries.flatMap(({ workspace }) => (workspace === null ? [] : [[workspace.key, workspace.name]])),
    );
    return {
      models: [...new Set(entries.flatMap(({ models }) => models))].sort(),
      tasks: [...new Set(entries.flatMap(({ tasks }) => tasks))].sort(),
      workspaces: [...workspaces].map(([key, name]) => ({ key, name })),
    };
  }

  close(): void {
    this.#kept.clear();
  }
}

function isWanted(entry: HistoryEntry, query: HistoryQuery): boolean {
  return (
    entry.archived === query.archived &&
    (query.workspaces === null || query.workspaces.includes(entry.workspace?.key ?? null)) &&
    (query.since === null || entry.updatedAt >= query.since) &&
    (query.model === null || entry.models.includes(query.model)) &&
    (query.task === null || entry.tasks.includes(query.task))
  );
}

function rowOf({ entry, text }: Kept, patterns: readonly RegExp[]): HistoryRow {
  const { text: _, tasks: __, ...shown } = entry;
  return {
    ...shown,
    titleParts: markPlaces(entry.title, patterns),
    snippet: snippetOf(entry.text, patterns, text),
  };
}
