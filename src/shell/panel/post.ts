import type { Channel } from '../../protocol/channel.ts';
import type { HOST_TO_PANEL } from '../../protocol/messages.ts';

/** Says something to one panel; what is said before it asked for its state, or after it has gone, is lost. */
export type Post = Channel<typeof HOST_TO_PANEL>['send'];
