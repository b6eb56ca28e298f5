import type { HistoryEntry, Stamp } from './historyEntry.ts';
import type { Segment } from './segment.ts';

/** Which chats are wanted. */
export interface HistoryQuery {
  /** Words that must all occur, each from its beginning; empty for every chat. */
  readonly text: string;
  /** Only chats of these workspaces, null among them for chats without one; null for all. */
  readonly workspaces: readonly (string | null)[] | null;
  /** Only chats that went on at or after this time; null for all. */
  readonly since: number | null;
  readonly model: string | null;
  readonly task: string | null;
  /** Archived chats are a list of their own. */
  readonly archived: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** What was indexed of a chat's file. */
export interface KnownChat extends Stamp {
  readonly updatedAt: number;
  readonly workspace: string | null;
  readonly newer: boolean;
}

/** One chat in the list. */
export interface HistoryRow extends Omit<HistoryEntry, 'text' | 'tasks'> {
  /** The title with what was found in it marked. */
  readonly titleParts: readonly Segment[];
  /** The place that was found in its text; empty when nothing was searched or only the title fits. */
  readonly snippet: readonly Segment[];
}

/** By what the list can be narrowed. */
export interface HistoryFacets {
  readonly models: readonly string[];
  readonly tasks: readonly string[];
  readonly workspaces: readonly { readonly key: string; readonly name: string }[];
}

/**
 * A quick view of all chats. The files are the truth: an index may be thrown away at any time. Every method is short and
 * may throw; a busy one can be tried again.
 */
export interface HistoryIndex {
  known(): ReadonlyMap<string, KnownChat>;
  put(entry: HistoryEntry, stamp: Stamp): void;
  remove(id: string): void;
  /** Without words pinned chats come first, then the newest; with words what fits best, a fitting title before all. */
  search(query: HistoryQuery): { readonly rows: readonly HistoryRow[]; readonly total: number };
  facets(): HistoryFacets;
  close(): void;
}
