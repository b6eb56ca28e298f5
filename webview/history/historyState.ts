import type { HistoryPage } from '../../src/protocol/messages/historyMessages.ts';
import type { HostMessage } from '../state/hostMessage.ts';

/** What the panel knows of the list of chats. */
export interface HistoryState {
  /** The host's last answer. */
  readonly page: HistoryPage | null;
  /** Counts how often the list may have changed. */
  readonly changes: number;
}

/** Nothing known. */
export const NO_HISTORY: HistoryState = { page: null, changes: 0 };

type HistoryMessage = Extract<HostMessage, { method: 'history/page' | 'history/changed' }>;

/** The list's state after one more message of the host. */
export function reduceHistory(state: HistoryState, message: HistoryMessage): HistoryState {
  switch (message.method) {
    case 'history/page':
      return { ...state, page: message.params };
    case 'history/changed':
      return { ...state, changes: state.changes + 1 };
  }
}
