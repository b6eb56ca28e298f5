import type { HostChannel } from './connectHost.ts';
import type { KeptState } from './keptState.ts';
import type { Store } from './state/store.ts';

/** What every part of the panel works with: the state, the way to the host, and the reader's own bits. */
export interface PanelContext {
  readonly store: Store;
  readonly host: Pick<HostChannel, 'send'>;
  readonly kept: KeptState;
}
