import type { Talk } from '../../src/protocol/messages/chatMessages.ts';
import type { Completion } from '../../src/protocol/messages/contextMessages.ts';
import type { ComposerState, PanelMessage, PanelState } from '../../src/protocol/panelState.ts';
import { type HistoryState, NO_HISTORY } from '../history/historyState.ts';
import { NO_TRAIL, type TrailState } from '../trail/trailState.ts';

/** What the panel draws: the host's state with its messages by id, so that one can change without the list. */
export interface ViewState {
  /** False until the host has sent its state once. */
  readonly loaded: boolean;
  readonly conversationId: string;
  /** Ids in the order of the conversation; the same array as long as no message comes or goes. */
  readonly order: readonly string[];
  readonly messages: ReadonlyMap<string, PanelMessage>;
  readonly composer: ComposerState;
  /** The newest answer to what was typed behind `#` or `/`. */
  readonly completions: { readonly sequence: number; readonly items: readonly Completion[] };
  /** What waits to be asked, what can be had back, what was being written. */
  readonly talk: Talk;
  readonly setup: PanelState['setup'];
  /** Counts the host's wishes to have the composer focused. */
  readonly focusRequests: number;
  readonly announcement: Announcement;
  /** What lies over the conversation. */
  readonly screen: 'history' | 'trail' | null;
  readonly history: HistoryState;
  readonly trail: TrailState;
}

/** What a screen reader is told next; `count` tells two equal sentences apart. */
export interface Announcement {
  readonly text: string;
  readonly count: number;
}

/** The state before the host has said anything. */
export const INITIAL_STATE: ViewState = {
  loaded: false,
  conversationId: '',
  order: [],
  messages: new Map(),
  composer: {
    models: [],
    model: null,
    checked: false,
    chips: [],
    hasEditor: false,
    fit: null,
    privacy: null,
    busy: false,
    reading: false,
  },
  completions: { sequence: 0, items: [] },
  talk: { conversationId: '', opened: 0, draft: '', queue: [], undo: null },
  setup: { ready: true, providers: [] },
  focusRequests: 0,
  announcement: { text: '', count: 0 },
  screen: null,
  history: NO_HISTORY,
  trail: NO_TRAIL,
};
