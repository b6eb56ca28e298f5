import type { HostMessage } from '../state/hostMessage.ts';

type TrailMessage = Extract<HostMessage, { method: `trail/${string}` }>;
type Of<M extends TrailMessage['method']> = Extract<TrailMessage, { method: M }>['params'];

/** What the panel knows of the audit trail. */
export interface TrailState {
  /** What of it was last to be shown; another object each time. */
  readonly shown: Of<'trail/show'>;
  /** The host's last answers. */
  readonly page: Of<'trail/page'> | null;
  readonly record: Of<'trail/record'> | null;
  /** Counts how often something was asked. */
  readonly changes: number;
}

/** Nothing known. */
export const NO_TRAIL: TrailState = { shown: {}, page: null, record: null, changes: 0 };

/** The trail's state after one more message of the host. */
export function reduceTrail(state: TrailState, message: TrailMessage): TrailState {
  switch (message.method) {
    case 'trail/show':
      return { ...state, shown: message.params };
    case 'trail/page':
      return { ...state, page: message.params };
    case 'trail/record':
      return { ...state, record: message.params };
    case 'trail/changed':
      return { ...state, changes: state.changes + 1 };
  }
}
